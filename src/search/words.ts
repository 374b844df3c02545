/**
 * The tables of the search: what is cut away before a text is looked at, and other
 * words for the same thing. Kept short: a row stays only where it helps a real question.
 */

/**
 * Politeness and filler, in texts and queries alike. Longer ones first. Words that are part
 * of others (请 in 请假, 就 in 就业, 还 in 归还) cannot stand here.
 */
export const FILLER: readonly string[] = [
  '请问一下', '想问一下', '想咨询一下', '麻烦问下', '请问', '咨询一下', '问一下', '想问问', '想知道', '你好', '您好', '谢谢', '麻烦',
  '可不可以', '要不要紧', '是不是', '能不能', '有没有', '会不会', '该不该', '行不行', '对不对', '好不好', '应不应该',
  '怎么办', '怎么样', '怎么', '怎样', '如何', '为什么', '什么', '是否', '哪些', '哪个', '哪里', '多少',
  '应当', '应该', '以及', '或者', '并且', '如果', '因为', '所以', '但是', '我们', '你们', '他们', '可以',
  '吗', '呢', '吧', '啊', '呀', '么', '的', '了', '我', '你', '您', '他', '她', '它', '这', '那',
];

/**
 * Two words for exactly one thing: the first is read as the second, in texts and questions
 * alike. Words that the law tells apart (开除 and 辞退, 赔偿 and 补偿) do not belong here.
 */
export const ALIKE: ReadonlyMap<string, string> = new Map(Object.entries({
  炒鱿鱼: '辞退', 炒了鱿鱼: '辞退', 卷铺盖: '辞退', 工钱: '工资', 薪水: '工资', 薪资: '工资', 薪酬: '工资', 年休假: '年假',
  社保: '社会保险', 带薪年休假: '年假', 无固定期限: '无固定期',
}));

/** What a word also points to: what people type → what the pages say. Looked for as well, at a low weight. */
export const SAME: Readonly<Record<string, readonly string[]>> = {
  开除: ['辞退', '解除'], 裁员: ['经济性裁员', '解除'], 被裁: ['辞退', '裁员'], 劝退: ['辞退'], 辞退: ['解除'], 跳槽: ['辞职', '竞业'], 裸辞: ['辞职'], 走人: ['辞职', '解除'],
  五险一金: ['社会保险'], 保险金: ['社会保险'], 'n+1': ['经济补偿', '代通知金'], '2n': ['赔偿金', '违法解除'], 遣散费: ['经济补偿'], 补偿金: ['经济补偿'],
  '996': ['加班', '工时', '每天最多'], 大小周: ['加班', '工时'], 底薪: ['最低工资'], 讨薪: ['拖欠工资'], 欠薪: ['拖欠工资'], 二倍工资: ['未签书面合同'], 孕妇: ['怀孕', '女职工'], 哺乳: ['女职工'], 病休: ['病假', '医疗期'],
  骑手: ['新就业形态'], 外卖: ['新就业形态'], 网约车: ['新就业形态'], 保密费: ['竞业限制'], 退休返聘: ['超龄'], 打官司: ['仲裁', '起诉'], 告公司: ['仲裁', '投诉'], 举报: ['投诉', '监察'],
};
