import { checkMade } from '../checks.js';

/** What a worker and its owner have in common, in browsers and in Node. */
export interface Port {
  postMessage(message: unknown): void;
  addEventListener?(type: string, listener: (event: object) => void): void;
  on?(type: 'message' | 'error', listener: (message: unknown) => void): unknown;
}

/** Listens to messages, and to the errors that a worker did not catch. */
export function listen(port: Port, onMessage: (message: never) => void, onError?: (error: unknown) => void): void {
  checkMade('the port', port, ['postMessage', port?.on ? 'on' : 'addEventListener'], 'new Worker()');
  // Node's workers have both forms of listening; its own is the one that keeps a worker alive.
  if (port.on) {
    port.on('message', onMessage as (message: unknown) => void);
    if (onError) port.on('error', onError);
    return;
  }
  port.addEventListener!('message', event => onMessage((event as { readonly data: never }).data));
  if (!onError) return;
  port.addEventListener!('error', event => {
    const { error, message } = event as { readonly error?: unknown; readonly message?: string };
    onError(error ?? new Error(message));
  });
}
