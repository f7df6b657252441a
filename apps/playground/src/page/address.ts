/** Browsers slow down or refuse pages that change their address at every frame; it is written when changes rest so long. */
const REST_MS = 150;

/** Keeps the page's address up with the state. */
export function createAddress(): { write(hash: string): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    write(hash) {
      clearTimeout(timer);
      timer = setTimeout(() => history.replaceState(null, '', hash), REST_MS);
    },
  };
}
