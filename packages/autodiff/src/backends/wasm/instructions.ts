/** Value types, by their codes in the binary format (WebAssembly core specification 2.0, section 5). */
export const i32 = 0x7f;
export const f64 = 0x7c;
export const v128 = 0x7b;

export type ValueType = typeof i32 | typeof f64 | typeof v128;

/** Instructions without immediates; above 0xff, a prefix and a code after it. */
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
  'i64x2.splat': 0xfd12,
  'i32x4.splat': 0xfd11,
  'f64x2.splat': 0xfd14,
  'i32x4.lt_s': 0xfd39,
  'i32x4.le_s': 0xfd3d,
  'i32x4.eq': 0xfd37,
  'f64x2.eq': 0xfd47,
  'f64x2.ne': 0xfd48,
  'f64x2.lt': 0xfd49,
  'f64x2.le': 0xfd4b,
  'v128.not': 0xfd4d,
  'v128.and': 0xfd4e,
  'v128.or': 0xfd50,
  'v128.xor': 0xfd51,
  'v128.bitselect': 0xfd52,
  'v128.any_true': 0xfd53,
  'f32x4.demote_f64x2_zero': 0xfd5e,
  'f64x2.promote_low_f32x4': 0xfd5f,
  'f64x2.ceil': 0xfd74,
  'f64x2.floor': 0xfd75,
  'f64x2.trunc': 0xfd7a,
  'f64x2.nearest': 0xfd94,
  'i32x4.shl': 0xfdab,
  'i32x4.shr_s': 0xfdac,
  'i32x4.shr_u': 0xfdad,
  'i32x4.add': 0xfdae,
  'i32x4.sub': 0xfdb1,
  'i32x4.mul': 0xfdb5,
  'i64x2.extend_low_i32x4_s': 0xfdc7,
  'i64x2.shl': 0xfdcb,
  'i64x2.add': 0xfdce,
  'i64x2.ne': 0xfdd7,
  'f64x2.abs': 0xfdec,
  'f64x2.neg': 0xfded,
  'f64x2.sqrt': 0xfdef,
  'f64x2.add': 0xfdf0,
  'f64x2.sub': 0xfdf1,
  'f64x2.mul': 0xfdf2,
  'f64x2.div': 0xfdf3,
  'f64x2.min': 0xfdf4,
  'f64x2.max': 0xfdf5,
  'i32x4.trunc_sat_f64x2_s_zero': 0xfdfc,
  'f64x2.convert_low_i32x4_s': 0xfdfe,
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
  'v128.load': 0xfd00,
  'v128.store': 0xfd0b,
  'v128.load32_splat': 0xfd09,
  'v128.load64_splat': 0xfd0a,
  'v128.load64_zero': 0xfd5d,
} as const;

export type MemoryOp = keyof typeof memoryOp;

export const memoryLaneOp = {
  'v128.load32_lane': 0xfd56,
  'v128.load64_lane': 0xfd57,
  'v128.store32_lane': 0xfd5a,
  'v128.store64_lane': 0xfd5b,
} as const;

export type MemoryLaneOp = keyof typeof memoryLaneOp;

export const laneOp = {
  'i32x4.extract_lane': 0xfd1b,
  'f64x2.extract_lane': 0xfd21,
  'i64x2.replace_lane': 0xfd1e,
  'i32x4.replace_lane': 0xfd1c,
  'f64x2.replace_lane': 0xfd22,
} as const;

export type LaneOp = keyof typeof laneOp;
