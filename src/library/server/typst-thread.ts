/** Setting type beside the service: fonts and pages take a second, and no answer waits for them. */
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { setterIn } from './typst.ts';

interface Order {
  readonly typstWorkspace: string;
  readonly template: string;
  readonly files: Readonly<Record<string, Uint8Array>>;
  readonly tags: boolean;
}

export interface Typeset {
  readonly pdf: Uint8Array<ArrayBuffer>;
  readonly pages: number;
}

let last: Promise<unknown> = Promise.resolve();

/**
 * As {@link setterIn}, in a thread of its own, one document at a time.
 * @param signal ends the work; the promise is then rejected.
 */
export function setBeside(workspace: string, template: string, files: Readonly<Record<string, Uint8Array>>, { tags = true, signal }: { readonly tags?: boolean; readonly signal?: AbortSignal | undefined } = {}): Promise<Typeset> {
  const order: Order = { typstWorkspace: workspace, template, files, tags };
  const run = (): Promise<Typeset> =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(new Error('cancelled'));
        return;
      }
      const worker = new Worker(new URL(import.meta.url), { workerData: order });
      const stop = (): void => void worker.terminate();
      signal?.addEventListener('abort', stop);
      worker.once('message', (made: Typeset) => resolve(made));
      worker.once('error', reject);
      // After a message this changes nothing.
      worker.once('exit', () => {
        signal?.removeEventListener('abort', stop);
        reject(new Error('typesetting ended early'));
      });
    });
  const made = last.then(run, run);
  last = made.catch(() => undefined);
  return made;
}

/** The thread's side. Other threads may load this module for its function alone. */
const order = workerData as Partial<Order> | null | undefined;
if (!isMainThread && order?.typstWorkspace !== undefined && order.template !== undefined) {
  const files = Object.fromEntries(Object.entries(order.files ?? {}).map(([name, body]) => [name, Buffer.from(body)]));
  const { pdf, pages } = setterIn(order.typstWorkspace).set(order.template, files, order.tags ?? true);
  const made: Typeset = { pdf: new Uint8Array(pdf), pages };
  parentPort?.postMessage(made, [made.pdf.buffer]);
}
