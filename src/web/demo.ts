/** Fills the demonstration's database and prints its accounts: run by `npm run demo` before the server. */
import { seedDemo } from '../desk/demo.ts';
import { readConfig } from './config.ts';
import { createApp } from './create.ts';

const { app, close } = await createApp(readConfig(process.env, process.cwd()));
try {
  process.stdout.write(`${await seedDemo(app)}\n`);
} finally {
  await close();
}
