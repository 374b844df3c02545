/** Setting type with typst: no browser, no network, the fonts of two npm packages. */
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

/** The four cuts that are used, of the whole families; they also draw what one of them lacks. */
const FONTS = [
  ['noto-serif-sc', '400Regular/NotoSerifSC_400Regular.ttf'],
  ['noto-serif-sc', '700Bold/NotoSerifSC_700Bold.ttf'],
  ['noto-sans-sc', '400Regular/NotoSansSC_400Regular.ttf'],
  ['noto-sans-sc', '700Bold/NotoSansSC_700Bold.ttf'],
] as const;

const require = createRequire(import.meta.url);
export const fontFiles = (): readonly string[] => FONTS.map(([name, file]) => join(dirname(require.resolve(`@expo-google-fonts/${name}/package.json`)), file));

type Document = NonNullable<ReturnType<NodeCompiler['compile']>['result']>;

/** A compiler for the templates of one folder; what it is given beside them is data, never evaluated as markup. */
export interface Setter {
  /**
   * Sets the template with these files beside it. Throws when typst finds a fault in the template.
   * @param tags accessible structure; it more than doubles a long file.
   */
  set(template: string, files: Readonly<Record<string, Buffer>>, tags?: boolean): { readonly pdf: Buffer; readonly pages: number; readonly query: (selector: string) => unknown };
  /** Lets go of what was kept in memory. */
  end(): void;
}

/** Reads the fonts once, for as many documents as are set. */
export function setterIn(workspace: string): Setter {
  const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs: fontFiles().map((file) => readFileSync(file)) }] });
  const compile = (template: string): Document => {
    const compiled = compiler.compile({ mainFileContent: template });
    if (compiled.result) return compiled.result;
    const error = compiled.takeDiagnostics();
    throw new Error(`typst: ${JSON.stringify(error ? compiler.fetchDiagnostics(error) : 'no document')}`);
  };
  return {
    set(template, files, tags = false) {
      for (const [name, body] of Object.entries(files)) compiler.mapShadow(join(workspace, name), body);
      const doc = compile(template);
      return { pdf: compiler.pdf(doc, { pdfTags: tags }), pages: doc.numOfPages, query: (selector) => compiler.query(doc, { selector, field: 'value' }) as unknown };
    },
    end: () => compiler.evictCache(0),
  };
}
