import type { Path } from '@fermat/paths';

export interface RosPath {
  readonly header: { readonly frame_id: string };
  readonly poses: readonly {
    readonly header: { readonly frame_id: string };
    readonly pose: {
      readonly position: { readonly x: number; readonly y: number; readonly z: number };
      readonly orientation: { readonly x: number; readonly y: number; readonly z: number; readonly w: number };
    };
  }[];
}

/**
 * A path in the shape of the message `nav_msgs/Path`, for rosbridge and the like: a pose for each point, turned about z to where
 * the path goes on; the last keeps the heading in which it is reached.
 *
 * @example
 * ```ts
 * import { toRosPath } from '@fermat/paths/formats';
 *
 * const { poses } = toRosPath([[0, 0], [0, 2]], { frame: 'map' });
 * console.log(poses[0]?.pose.orientation); // { x: 0, y: 0, z: 0.7071, w: 0.7071 }
 * ```
 *
 * Source: ROS documentation, nav_msgs/Path and REP 103.
 */
export function toRosPath(path: Path, { frame = 'map' }: { readonly frame?: string } = {}): RosPath {
  const header = { frame_id: frame };
  const poses = path.map((point, i) => {
    const [x = 0, y = 0, z = 0] = Array.from(point);
    const [from, to] = i + 1 < path.length ? [path[i]!, path[i + 1]!] : [path[i - 1] ?? path[i]!, path[i]!];
    const heading = Math.atan2(to[1]! - from[1]!, to[0]! - from[0]!);
    return { header, pose: { position: { x, y, z }, orientation: { x: 0, y: 0, z: Math.sin(heading / 2), w: Math.cos(heading / 2) } } };
  });
  return { header, poses };
}
