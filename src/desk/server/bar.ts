/** Progress on the command line: a line that is drawn over itself; nothing where nobody watches. */
export function bar(what: string, done: number, total?: number): void {
  if (!process.stderr.isTTY) return;
  const part = total ? ` ${'█'.repeat(Math.floor((20 * done) / total)).padEnd(20, '░')}` : '';
  process.stderr.write(`\r${what}${part} ${done}${total ? `/${total}` : ''}${done === total ? '\n' : ''}`);
}
