/** The 40 people of the demonstration: invented names, three units, a stage of the year each. Pure. */

export const BUREAU = '演示区人力资源和社会保障局';
export const ADMIN = { staffNo: 'Y9001', name: '管一凡（演示）' } as const;

/** How far somebody is. */
export interface Stage {
  /** Part of the owed credits that is earned; 1 and a little more means all. */
  readonly share: number;
  /** For each attempt at the exam, the part of right answers. */
  readonly exam?: readonly number[];
  /** An attempt is open, begun twenty minutes ago. */
  readonly running?: boolean;
  readonly locked?: boolean;
  /** A course is read to about the half. */
  readonly halfRead?: boolean;
}

export interface DemoPerson {
  /** 0, 1, 2… */
  readonly nth: number;
  readonly staffNo: string;
  readonly name: string;
  readonly unit: string;
  /** Titles. */
  readonly audiences: readonly string[];
  readonly email: string | undefined;
  /** As written in a list. */
  readonly role: string | undefined;
  readonly stage: Stage;
}

const UNITS = ['办公室', '劳动监察大队', '就业服务中心'] as const;
const unitOf = (i: number): string => `${BUREAU}/${UNITS[i % UNITS.length] ?? UNITS[0]}`;

const MET: Stage = { share: 1.05, exam: [0.95] };
const MET_LATE: Stage = { share: 1, exam: [0.4, 0.9] };
const NO_EXAM: Stage = { share: 1.02 };
const FAILED: Stage = { share: 1, exam: [0.4] };
const ONLY_EXAM: Stage = { share: 0.5, exam: [0.9] };
const HALF: Stage = { share: 0.6, halfRead: true };
const LITTLE: Stage = { share: 0.15 };
const NOTHING: Stage = { share: 0 };

/** Stages of the people without a particular story, in turn. */
const TURN: readonly Stage[] = [MET, NO_EXAM, HALF, MET, ONLY_EXAM, LITTLE, MET_LATE, NOTHING, FAILED, MET, HALF];

/** Everybody with something particular to try; `audience` counts in the order of the plan. */
const STORIES: readonly { staffNo: string; name: string; unit: number; audience: readonly number[]; role?: string; stage: Stage }[] = [
  { staffNo: 'Y1001', name: '周远', unit: 1, audience: [1], stage: { share: 0.8, halfRead: true } },
  { staffNo: 'Y1002', name: '陈思齐', unit: 1, audience: [1], stage: { share: 1, running: true } },
  { staffNo: 'Y1003', name: '吴文静', unit: 0, audience: [0], stage: MET },
  { staffNo: 'Y1004', name: '郑小满', unit: 2, audience: [2], stage: NOTHING },
  { staffNo: 'Y1005', name: '冯立夏', unit: 1, audience: [0, 1], stage: { share: 0.7, exam: [0.85] } },
  { staffNo: 'Y1006', name: '卫东', unit: 1, audience: [2], stage: { share: 0.4, locked: true } },
  { staffNo: 'Y2001', name: '蒋明月', unit: 1, audience: [2], role: '组织员', stage: { share: 0.9, exam: [0.9] } },
  { staffNo: 'Y9002', name: '沈清', unit: 0, audience: [2], role: '审计', stage: MET },
  { staffNo: 'Y9003', name: '韩松', unit: 0, audience: [2], role: '编辑', stage: HALF },
  { staffNo: 'Y9004', name: '童心', unit: 2, audience: [2], role: '审核', stage: HALF },
];

const NAMES = [
  '杨柳', '朱启航', '秦晓', '尤嘉', '许安', '何秋', '吕品', '施雨', '张弛', '孔亮', '曹阳', '严冬', '华山', '金鑫', '魏然',
  '陶然', '姜尚武', '戚薇', '谢天', '邹平', '喻言', '柏林', '水清', '窦志远', '章程', '云帆', '苏禾', '潘越', '葛青', '奚望', '范围',
];
/** People beside the administrator. */
const COUNT = 39;

/** @param titles titles of the plan's audiences, in its order. */
export function demoPeople(titles: readonly string[]): DemoPerson[] {
  const title = (i: number): string => titles[i % titles.length] ?? '无';
  const stories = STORIES.map((s, nth): DemoPerson => ({
    nth, staffNo: s.staffNo, name: s.name, unit: unitOf(s.unit), audiences: [...new Set(s.audience.map(title))], email: `${s.staffNo.toLowerCase()}@example.com`, role: s.role, stage: s.stage,
  }));
  const others = NAMES.slice(0, COUNT - stories.length).map((name, i): DemoPerson => ({
    nth: stories.length + i,
    staffNo: `Y1${String(i + 7).padStart(3, '0')}`,
    name,
    unit: unitOf(i),
    // Few leaders, many who enforce the law.
    audiences: [title(i % 6 === 0 ? 0 : i % 2 === 0 ? 1 : 2)],
    email: i % 3 === 0 ? undefined : `y1${String(i + 7).padStart(3, '0')}@example.com`,
    role: undefined,
    stage: TURN[i % TURN.length] ?? NOTHING,
  }));
  return [...stories, ...others];
}
