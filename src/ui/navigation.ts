/** The main navigation: which doors there are, and for whom. */

export type Section = 'home' | 'qa' | 'constitution' | 'safety' | 'calculators' | 'laws' | 'practice' | 'learn' | 'admin' | 'desk';

export interface Door {
  readonly section: Section;
  readonly label: string;
  readonly path: string;
}

const PUBLIC: readonly Door[] = [
  { section: 'qa', label: '用工问答', path: '/qa/' },
  { section: 'constitution', label: '宪法', path: '/constitution/' },
  { section: 'safety', label: '工伤预防', path: '/safety/' },
  { section: 'calculators', label: '计算器', path: '/calculators/' },
  { section: 'laws', label: '法规台账', path: '/laws/' },
  { section: 'practice', label: '练一练', path: '/practice/' },
];

/**
 * The doors for a person with these roles; `undefined` for the public. A door is only a
 * convenience: what lies behind it asks again who is there.
 */
export function doorsFor(roles: readonly string[] | undefined): readonly Door[] {
  if (!roles) return [...PUBLIC, { section: 'learn', label: '学法登录', path: '/login/' }];
  const has = (...wanted: string[]) => wanted.some((role) => roles.includes(role));
  return [
    ...PUBLIC,
    { section: 'learn', label: '我的年度', path: '/learn/' },
    ...(has('organiser', 'admin', 'auditor') ? [{ section: 'admin', label: '管理', path: '/admin/' } as const] : []),
    ...(has('editor', 'reviewer') ? [{ section: 'desk', label: '编辑台', path: '/desk/' } as const] : []),
  ];
}
