/** The process in which the booklet is set: `node child.ts <root> <folder> <name>`. See make.ts. */
import { keepBooklet } from './make.ts';

const [root, folder, name] = process.argv.slice(2);
if (!root || !folder || !name) throw new Error('usage: child.ts <root> <folder> <name>');
keepBooklet(root, folder, name);
