/**
 * Documents for the comparison, made from the site's own pages: each page set in each of sixty
 * places of work, with other sentences of it, so that no two are alike. One phrasing of every page
 * is held back and asked about one place: the right answer is known, and fifty-nine near ones are wrong.
 */
import { fileURLToPath } from 'node:url';
import { loadLibrary } from '#library/server/load.ts';
import { documentsOf, type SearchDocument } from '#search/documents.ts';

const PLACES = (
  '餐馆 快递站 电子厂 服装厂 建筑工地 幼儿园 医院 超市 酒店 理发店 物流园 造船厂 化工厂 印刷厂 养老院 健身房 外贸公司 保安公司 物业公司 家政公司 ' +
  '软件公司 广告公司 培训机构 药店 驾校 农场 渔业合作社 矿山 修车行 家具厂 食品厂 玩具厂 纺织厂 造纸厂 水泥厂 电镀厂 注塑厂 冷库 码头 机场 ' +
  '火车站 公交公司 环卫站 报社 律师事务所 银行 保险公司 证券营业部 房产中介 旅行社 电影院 书店 花店 宠物店 美容院 洗车行 面包房 奶茶店 火锅店 烧烤摊'
).split(' ');

const BODY_SIGNS = 400;
/** How people dress what they ask. */
const DRESS: readonly ((place: string, asked: string) => string)[] = [
  (place, asked) => `你好，我在${place}上班，${asked}，怎么办？`,
  (place, asked) => `请问一下，${place}的员工，${asked}？`,
  (place, asked) => `老婆在${place}做了两年，最近遇到一件事：${asked}，想咨询一下`,
  (place, asked) => `${asked}，我们是${place}，能不能这样做`,
];

export interface Question {
  readonly text: string;
  readonly kind: 'short' | 'sentence';
  /** Place of the right document in the list. */
  readonly right: number;
}

export interface Corpus {
  readonly documents: readonly SearchDocument[];
  readonly questions: readonly Question[];
}

/** So many documents and, of each kind, so many questions. The same every time. */
export function makeCorpus(size: number, asked: number): Corpus {
  const { library } = loadLibrary(fileURLToPath(new URL('../..', import.meta.url)));
  const pages = documentsOf(library).filter((doc) => doc.topic !== undefined || doc.kind === 'safety' || doc.kind === 'constitution');
  const documents = Array.from({ length: size }, (_, i) => {
    const page = pages[i % pages.length];
    const place = PLACES[Math.floor(i / pages.length)];
    if (!page || place === undefined) throw new Error(`${size} documents are more than ${pages.length} pages in ${PLACES.length} places`);
    return inPlace(page, place, Math.floor(i / pages.length));
  });
  const tellingOf = pages.map((page) => telling(page, pages));
  const questions = Array.from({ length: asked * 2 }, (_, n): Question => {
    let right = Math.floor(((n * 0.618034) % 1) * size);
    // By words only what one page alone says: a question with many right answers judges nobody.
    while (n % 2 === 0 && tellingOf[right % pages.length] === undefined) right = (right + 1) % size;
    const page = pages[right % pages.length];
    const place = PLACES[Math.floor(right / pages.length)] ?? '';
    const held = page?.asked.at(-1) ?? '';
    return n % 2 === 0 ? { kind: 'short', right, text: `${place} ${tellingOf[right % pages.length] ?? ''}` } : { kind: 'sentence', right, text: DRESS[(n >> 1) % DRESS.length]?.(place, held) ?? held };
  });
  return { documents, questions };
}

function inPlace(page: SearchDocument, place: string, turn: number): SearchDocument {
  const sentences = page.body.split(/(?<=[。！？])/);
  const body = Array.from(sentences, (_, i) => sentences[(i + turn * 3) % sentences.length] ?? '').join('').slice(0, BODY_SIGNS);
  return {
    ...page,
    path: `${page.path}${turn}/`,
    title: `在${place}上班，${page.title}`,
    asked: page.asked.slice(0, -1).map((phrase, i) => (i % 2 === 0 ? `在${place}，${phrase}` : phrase)),
    body: body.replace('单位', place),
    basis: [],
  };
}

const breaker = new Intl.Segmenter('zh', { granularity: 'word' });

/** Two words of a title that no other page has together, the rarest first, as somebody types who searches by words; undefined when there are none. */
function telling(page: SearchDocument, pages: readonly SearchDocument[]): string | undefined {
  const words = [...new Set(Array.from(breaker.segment(page.title), ({ segment }) => segment))].filter((word) => /^\p{Script=Han}{2,}$/u.test(word));
  const textOf = (other: SearchDocument) => [other.title, other.summary, ...other.asked].join('。');
  const others = pages.filter((other) => other !== page).map(textOf);
  const rarest = words.map((word) => ({ word, n: others.filter((text) => text.includes(word)).length })).sort((a, b) => a.n - b.n).slice(0, 2).map(({ word }) => word);
  return rarest.length === 2 && !others.some((text) => rarest.every((word) => text.includes(word))) ? rarest.join(' ') : undefined;
}
