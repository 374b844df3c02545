/** The accounts of the demonstration that have something particular to show. Used by its seed, its print-out and its sign-in page. */

/** One password for all of them: it is a demonstration, and says so on every page. */
export const DEMO_PASSWORD = 'yanshi-pufa-2026';

export interface DemoAccount {
  readonly staffNo: string;
  readonly who: string;
  /** What to try with it. */
  readonly what: string;
}

export const demoAccounts: readonly DemoAccount[] = [
  { staffNo: 'Y1001', who: '执法人员，学到一半', what: '还差几个学分：学一篇、做一次小测、参加年度考试，看达标情况怎么变' },
  { staffNo: 'Y1002', who: '执法人员，考试考到一半', what: '20 分钟前开始的卷子还开着，还剩 40 分钟：进考试接着答' },
  { staffNo: 'Y1003', who: '领导干部，已达标', what: '看达标后的年度页面' },
  { staffNo: 'Y1004', who: '一般工作人员，什么都没学', what: '从零开始的一年' },
  { staffNo: 'Y1005', who: '两种人员类别', what: '两类要求合并计算，学一次算一次' },
  { staffNo: 'Y1006', who: '连续输错被锁定', what: '先被挡住；请组织员重置密码' },
  { staffNo: 'Y2001', who: '组织员（劳动监察大队）', what: '导入人员、看本单位达标、重置密码、导出表格' },
  { staffNo: 'Y9001', who: '管理员', what: '看全局、导入人员' },
  { staffNo: 'Y9002', who: '审计', what: '看全局和导出，什么都不能改' },
  { staffNo: 'Y9003', who: '编辑', what: '看读者对页面的反馈，导入和导出题库' },
  { staffNo: 'Y9004', who: '审核', what: '看试题统计，把一道题重新判分' },
];
