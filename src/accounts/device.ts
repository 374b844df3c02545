/** 电脑（Windows） · Edge 浏览器: a browser's word about itself, as people call it. For telling one's own sessions apart, nothing more. */

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/HarmonyOS|OpenHarmony|ArkWeb/i, '手机（鸿蒙）'],
  [/iPad/, '平板（iPad）'],
  [/iPhone|iPod/, '手机（iPhone）'],
  [/Android(?!.*Mobile)/, '平板（安卓）'],
  [/Android/, '手机（安卓）'],
  [/Windows/, '电脑（Windows）'],
  [/Macintosh|Mac OS X/, '电脑（Mac）'],
  [/CrOS/, '电脑（ChromeOS）'],
  [/UOS|Kylin|NeoKylin|deepin/i, '电脑（国产系统）'],
  [/Linux/, '电脑（Linux）'],
];
/** Those that pretend to be another come before it. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/wxwork/i, '企业微信'],
  [/MicroMessenger/i, '微信'],
  [/DingTalk/i, '钉钉'],
  [/Edg(e|A|iOS)?\//, 'Edge 浏览器'],
  [/HuaweiBrowser/i, '华为浏览器'],
  [/MQQBrowser|QQBrowser/i, 'QQ 浏览器'],
  [/UCBrowser|UBrowser/i, 'UC 浏览器'],
  [/360SE|360EE|QIHU/i, '360 浏览器'],
  [/OPR\/|Opera/, 'Opera 浏览器'],
  [/Firefox|FxiOS/, '火狐浏览器'],
  [/Chrom(e|ium)|CriOS/, 'Chrome 浏览器'],
  [/Safari/, 'Safari 浏览器'],
];

/** Never longer than two names from the lists above: nothing a browser sends is kept or shown as it is. */
export function deviceOf(userAgent: string | null | undefined): string {
  const text = (userAgent ?? '').slice(0, 500);
  const first = (list: typeof SYSTEMS) => list.find(([pattern]) => pattern.test(text))?.[1];
  return [first(SYSTEMS), first(BROWSERS)].filter(Boolean).join(' · ');
}
