/** Value types, by their codes in the binary format (WebAssembly core specification 2.0, section 5). */
export const i32 = 0x7f;
export const f64 = 0x7c;
export const v128 = 0x7b;

export type ValueType = typeof i32 | typeof f64 | typeof v128;

const simd = (code: number): number => 0xfd00 + code;

/** Instructions without immediates; those of vectors have a prefix. */
export const op = {
  end: 0x0b,
  drop: 0x1a,
  select: 0x1b,
  'i32.eqz': 0x45,
  'i32.eq': 0x46,
  'i32.lt_s': 0x48,
  'i32.lt_u': 0x49,
  'i32.le_s': 0x4c,
  'f64.eq': 0x61,
  'f64.ne': 0x62,
  'f64.lt': 0x63,
  'f64.le': 0x65,
  'i32.add': 0x6a,
  'i32.sub': 0x6b,
  'i32.mul': 0x6c,
  'i32.and': 0x71,
  'i32.or': 0x72,
  'i32.xor': 0x73,
  'i32.shl': 0x74,
  'i32.shr_s': 0x75,
  'i32.shr_u': 0x76,
  'i64.add': 0x7c,
  'i64.sub': 0x7d,
  'i64.shl': 0x86,
  'i64.shr_u': 0x88,
  'f64.abs': 0x99,
  'f64.neg': 0x9a,
  'f64.ceil': 0x9b,
  'f64.floor': 0x9c,
  'f64.trunc': 0x9d,
  'f64.nearest': 0x9e,
  'f64.sqrt': 0x9f,
  'f64.add': 0xa0,
  'f64.sub': 0xa1,
  'f64.mul': 0xa2,
  'f64.div': 0xa3,
  'f64.min': 0xa4,
  'f64.max': 0xa5,
  'f64.copysign': 0xa6,
  'i32.wrap_i64': 0xa7,
  'i64.extend_i32_s': 0xac,
  'i64.extend_i32_u': 0xad,
  'f64.convert_i32_s': 0xb7,
  'f32.demote_f64': 0xb6,
  'f64.promote_f32': 0xbb,
  'i64.reinterpret_f64': 0xbd,
  'f64.reinterpret_i64': 0xbf,
  'i32.trunc_sat_f64_s': 0xfc02,
  'i64x2.splat': simd(18),
  'i32x4.splat': simd(17),
  'f64x2.splat': simd(20),
  'i32x4.lt_s': simd(57),
  'i32x4.le_s': simd(61),
  'i32x4.eq': simd(55),
  'f64x2.eq': simd(71),
  'f64x2.ne': simd(72),
  'f64x2.lt': simd(73),
  'f64x2.le': simd(75),
  'v128.not': simd(77),
  'v128.and': simd(78),
  'v128.or': simd(80),
  'v128.xor': simd(81),
  'v128.bitselect': simd(82),
  'v128.any_true': simd(83),
  'f32x4.demote_f64x2_zero': simd(94),
  'f64x2.promote_low_f32x4': simd(95),
  'f64x2.ceil': simd(116),
  'f64x2.floor': simd(117),
  'f64x2.trunc': simd(122),
  'f64x2.nearest': simd(148),
  'i32x4.shl': simd(171),
  'i32x4.shr_s': simd(172),
  'i32x4.shr_u': simd(173),
  'i32x4.add': simd(174),
  'i32x4.sub': simd(177),
  'i32x4.mul': simd(181),
  'i64x2.extend_low_i32x4_s': simd(199),
  'i64x2.shl': simd(203),
  'i64x2.add': simd(206),
  'i64x2.ne': simd(215),
  'f64x2.abs': simd(236),
  'f64x2.neg': simd(237),
  'f64x2.sqrt': simd(239),
  'f64x2.add': simd(240),
  'f64x2.sub': simd(241),
  'f64x2.mul': simd(242),
  'f64x2.div': simd(243),
  'f64x2.min': simd(244),
  'f64x2.max': simd(245),
  'i32x4.trunc_sat_f64x2_s_zero': simd(252),
  'f64x2.convert_low_i32x4_s': simd(254),
} as const;

export type Op = keyof typeof op;

/** Loads and stores: an address, and for a lane a vector, on the stack. */
export const memoryOp = {
  'i32.load': 0x28,
  'f64.load': 0x2b,
  'f32.load': 0x2a,
  'i32.load8_u': 0x2d,
  'i32.store': 0x36,
  'f64.store': 0x39,
  'f32.store': 0x38,
  'i32.store8': 0x3a,
  'v128.load': simd(0),
  'v128.store': simd(11),
  'v128.load32_splat': simd(9),
  'v128.load64_splat': simd(10),
  'v128.load64_zero': simd(93),
} as const;

export type MemoryOp = keyof typeof memoryOp;

export const memoryLaneOp = {
  'v128.load32_lane': simd(86),
  'v128.load64_lane': simd(87),
  'v128.store32_lane': simd(90),
  'v128.store64_lane': simd(91),
} as const;

export type MemoryLaneOp = keyof typeof memoryLaneOp;

export const laneOp = {
  'i32x4.extract_lane': simd(27),
  'f64x2.extract_lane': simd(33),
  'i64x2.replace_lane': simd(30),
  'i32x4.replace_lane': simd(28),
  'f64x2.replace_lane': simd(34),
} as const;

export type LaneOp = keyof typeof laneOp;
