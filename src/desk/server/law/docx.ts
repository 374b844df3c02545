/**
 * The paragraphs of a Word document, one to a line. Mammoth is given a ZIP that we made of the
 * parts that we unpacked ourselves, so that what was measured is what is read.
 */
import mammoth from 'mammoth';
import { zipOf } from '../../../library/zip.ts';
import { BadZip, unzip } from '../../../kernel/server/unzip.ts';

/** What the XML of a document may unpack to. The longest statute (刑法, 452 articles) takes about 3 MB. */
const MOST_XML = 20 * 1024 * 1024;
const MAIN = 'word/document.xml';
/** Text, its numbering and styles; no pictures, fonts, embedded files or macros. */
const PARTS = /^(\[Content_Types\]\.xml|_rels\/\.rels|word\/(_rels\/)?[a-z]+\d*\.xml(\.rels)?)$/i;
const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' };

/** The numbers of the articles are made by Word itself and stand nowhere in the text. */
export class NumberedByWord extends Error {}

/** Text of a .docx. Throws `BadZip` for what is no Word document, `ZipTooLarge`, `NumberedByWord`. */
export async function docxText(bytes: Uint8Array): Promise<string> {
  const parts = unzip(bytes, (name) => PARTS.test(name), MOST_XML);
  if (!parts.has(MAIN)) throw new BadZip('no document');
  for (const part of parts.values()) {
    // Word never writes a document type; it is only good for entities that grow.
    if (Buffer.from(part.buffer, part.byteOffset, part.byteLength).includes('<!DOCTYPE')) throw new BadZip('document type');
  }
  const numbering = parts.get('word/numbering.xml');
  const countsArticles = numbering !== undefined && /w:val="第%\d条/.test(Buffer.from(numbering).toString('utf8'));
  const zip = zipOf(Array.from(parts, ([name, part]) => ({ name, bytes: part })), '1980-01-01');
  let text: string;
  try {
    const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(zip) }, { convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })) });
    text = textOf(value);
  } catch (error) {
    throw new BadZip('document', { cause: error });
  }
  if (countsArticles && !/^\s*第[^\s条]{1,9}条/m.test(text)) throw new NumberedByWord('articles');
  return text;
}

/** Mammoth's HTML as text: its raw-text function would lose line breaks inside a paragraph. Everything in it is escaped, so a `<` is a tag. */
function textOf(html: string): string {
  return html
    .replace(/<br ?\/?>|<\/(p|h[1-6]|li|tr)>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(lt|gt|quot|amp);/g, (entity) => ENTITIES[entity] ?? entity)
    .replace(/\n{2,}/g, '\n')
    .trim();
}
