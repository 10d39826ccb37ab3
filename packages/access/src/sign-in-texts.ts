import type { Role } from './access-context.ts';
import type { Language } from './language.ts';

export interface SignInTexts {
  readonly title: string;
  readonly userName: string;
  readonly password: string;
  readonly signIn: string;
  readonly forgotten: string;
  readonly missing: string;
  readonly wrong: string;
  readonly disabled: string;
  readonly wait: (seconds: number) => string;
  readonly simulated: { readonly title: string; readonly detail: string };
  readonly demo: {
    readonly title: string;
    readonly explanation: string;
    readonly name: string;
    readonly role: string;
    readonly organization: string;
  };
  readonly expired: { readonly title: string; readonly explanation: string; readonly again: string };
  readonly signOut: { readonly title: string; readonly explanation: string; readonly button: string; readonly back: string };
  readonly signedOut: { readonly title: string; readonly explanation: string; readonly again: string };
  readonly error: { readonly title: string; readonly explanation: string; readonly again: string };
  readonly roles: Readonly<Record<Role, string>>;
}

export const SIGN_IN_TEXTS: Readonly<Record<Language, SignInTexts>> = {
  zh: {
    title: '登录',
    userName: '用户名',
    password: '密码',
    signIn: '登录',
    forgotten: '忘记密码，请联系本单位管理员。',
    missing: '请填写用户名和密码。',
    wrong: '用户名或密码不对。',
    disabled: '此用户已停用，请联系本单位管理员。',
    wait: (seconds) => `连续多次未成功。请 ${seconds < 90 ? `${seconds} 秒` : `${Math.ceil(seconds / 60)} 分钟`}后再试。`,
    simulated: { title: '模拟数据', detail: '演示环境，人名与数值均为虚构。' },
    demo: { title: '演示人员', explanation: '选一人，即以其身份登录。', name: '姓名', role: '角色', organization: '机构' },
    expired: { title: '登录页面已过期', explanation: '页面打开过久，或已在别处完成登录。', again: '重新登录' },
    signOut: { title: '退出登录', explanation: '将结束本机上的登录。未签的草稿仍在工作列表中。', button: '退出', back: '不退出，返回' },
    signedOut: { title: '已退出', explanation: '可以关闭此页。', again: '重新登录' },
    error: { title: '未能登录', explanation: '登录请求有误，没有任何数据受影响。', again: '从首页重新开始' },
    roles: {
      'reporting-physician': '报告医师',
      'reviewing-physician': '审核医师',
      physician: '医师',
      'village-doctor': '乡村医生',
      nurse: '护士',
      technologist: '技师',
      pharmacist: '药师',
      'laboratory-physician': '检验医师',
      epidemiologist: '流行病学医师',
      'medical-affairs': '医务科',
      'information-security': '信息安全',
      ethics: '伦理委员会',
      auditor: '审计',
      administrator: '系统管理',
    },
  },
  en: {
    title: 'Sign in',
    userName: 'User name',
    password: 'Password',
    signIn: 'Sign in',
    forgotten: 'Password forgotten: ask your administrator.',
    missing: 'Enter user name and password.',
    wrong: 'User name or password is wrong.',
    disabled: 'This user is disabled. Ask your administrator.',
    wait: (seconds) => `Several attempts failed. Try again in ${seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`}.`,
    simulated: { title: 'Simulated data', detail: 'All names and values are fictitious.' },
    demo: {
      title: 'Demonstration staff',
      explanation: 'Choose a person to sign in as.',
      name: 'Name',
      role: 'Role',
      organization: 'Organisation',
    },
    expired: {
      title: 'This sign-in page has expired',
      explanation: 'It was open for too long, or the sign-in was completed elsewhere.',
      again: 'Sign in again',
    },
    signOut: {
      title: 'Sign out',
      explanation: 'Ends the session on this machine. Unsigned drafts stay on the worklist.',
      button: 'Sign out',
      back: 'Stay signed in',
    },
    signedOut: { title: 'Signed out', explanation: 'You can close this page.', again: 'Sign in again' },
    error: { title: 'Sign-in failed', explanation: 'The sign-in request was not valid. No data are affected.', again: 'Start again' },
    roles: {
      'reporting-physician': 'Reporting physician',
      'reviewing-physician': 'Reviewing physician',
      physician: 'Physician',
      'village-doctor': 'Village doctor',
      nurse: 'Nurse',
      technologist: 'Technologist',
      pharmacist: 'Pharmacist',
      'laboratory-physician': 'Laboratory physician',
      epidemiologist: 'Epidemiologist',
      'medical-affairs': 'Medical affairs',
      'information-security': 'Information security',
      ethics: 'Ethics committee',
      auditor: 'Auditor',
      administrator: 'Administrator',
    },
  },
};
