import { missingPeer } from './errors.js';

/** A decoder that is installed by those who need it. */
export async function peer<T>(name: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (cause) {
    throw missingPeer(name, cause);
  }
}
