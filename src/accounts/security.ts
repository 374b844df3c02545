/** What an administrator can do to somebody's sign-in. */
export const SECURING = ['sessions', 'second-factor', 'identity'] as const;
export type Securing = (typeof SECURING)[number];

export const SECURED: Record<Securing, string> = {
  sessions: '已让此人在所有设备上退出登录。',
  'second-factor': '已移除两步验证，登录也都退出了。本人下次用密码登录后可以重新绑定。',
  identity: '已解除和统一身份认证的绑定，登录也都退出了。',
};

export interface Security {
  /** Places where the person is signed in now. */
  readonly sessions: number;
  readonly factor: boolean;
  readonly linked: boolean;
}
