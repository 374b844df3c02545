/** A database of its own in the PostgreSQL server that the run started (address in PUFA_TEST_PG). */
import pg from 'pg';

let count = 0;

export async function freshPostgres(): Promise<{ url: string; drop(): Promise<void> }> {
  const server = process.env.PUFA_TEST_PG;
  if (!server) throw new Error('PUFA_TEST_PG is not set: run the journeys through npm test');
  const name = `t_${process.pid}_${Date.now().toString(36)}_${count++}`;
  const admin = async (sql: string) => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  };
  await admin(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => admin(`drop database if exists ${name} with (force)`) };
}
