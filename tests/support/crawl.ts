/** What benchmarks that go over the whole site share: its addresses, and a bar that shows how far they are. */

/** Every path that the site map of the server at `port` names, in its order. */
export async function sitePaths(port: number): Promise<string[]> {
  const xml = await (await fetch(`http://127.0.0.1:${port}/sitemap.xml`)).text();
  const paths = [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address = '']) => new URL(address.replaceAll('&amp;', '&')).pathname);
  if (paths.length === 0) throw new Error('the site map is empty');
  return paths;
}

/** Returns what is to be called with how many of `total` are done. Written on one line of a terminal, else each tenth part on a line. */
export function bar(what: string, total: number): (done: number) => void {
  let said = -1;
  return (done) => {
    const tenth = Math.floor((10 * done) / total);
    if (process.stderr.isTTY) process.stderr.write(`\r${what} [${'#'.repeat(tenth)}${'.'.repeat(10 - tenth)}] ${done}/${total}${done === total ? '\n' : ''}`);
    else if (tenth !== said) process.stderr.write(`${what} ${done}/${total}\n`);
    said = tenth;
  };
}
