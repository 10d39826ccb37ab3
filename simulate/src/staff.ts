import type { Practitioner, PractitionerRole } from 'fhir/r4.js';
import { simulated } from './tag.ts';

/** A member of staff who can sign in. Role names are those of `@consilium/access`. */
export interface StaffMember {
  readonly userName: string;
  readonly practitioner: string;
  readonly family: string;
  readonly given: string;
  readonly en: string;
  readonly roles: readonly string[];
  readonly title: { readonly zh: string; readonly en: string };
  readonly organization: string;
}

const person = (
  userName: string,
  family: string,
  given: string,
  en: string,
  roles: readonly string[],
  zh: string,
  english: string,
  organization = 'county-hospital',
): StaffMember => ({
  userName,
  practitioner: `staff-${userName}`,
  family,
  given,
  en,
  roles,
  title: { zh, en: english },
  organization,
});

/** One person at least for every role; two who report and review, so that no draft waits for a person who does not exist. */
export const STAFF: readonly StaffMember[] = [
  person('zhou', '周', '明远', 'Zhou Mingyuan', ['reporting-physician'], '影像科报告医师', 'Reporting radiologist'),
  person('lin', '林', '秋实', 'Lin Qiushi', ['reviewing-physician', 'reporting-physician'], '影像科审核医师', 'Reviewing radiologist'),
  person('gao', '高', '文静', 'Gao Wenjing', ['physician'], '神经内科医师', 'Neurologist'),
  person('tang', '唐', '立新', 'Tang Lixin', ['technologist'], '影像技师', 'Radiographer'),
  person('he', '何', '素芬', 'He Sufen', ['nurse'], '护士', 'Nurse'),
  person('fang', '方', '志坚', 'Fang Zhijian', ['pharmacist'], '药师', 'Pharmacist'),
  person('luo', '罗', '晓岚', 'Luo Xiaolan', ['laboratory-physician'], '检验医师', 'Laboratory physician'),
  person('shen', '沈', '国华', 'Shen Guohua', ['epidemiologist'], '疾控流行病学医师', 'Epidemiologist'),
  person('qian', '钱', '卫东', 'Qian Weidong', ['medical-affairs'], '医务科主任', 'Chief of medical affairs'),
  person('yu', '于', '海', 'Yu Hai', ['information-security'], '信息安全员', 'Information security officer'),
  person('cao', '曹', '敏', 'Cao Min', ['ethics'], '伦理委员会委员', 'Ethics committee member'),
  person('du', '杜', '若', 'Du Ruo', ['auditor'], '审计员', 'Auditor'),
  person('admin', '管', '理', 'Guan Li', ['administrator'], '系统管理员', 'Administrator'),
  person('deng', '邓', '春生', 'Deng Chunsheng', ['physician'], '全科医师', 'General practitioner', 'chengguan'),
  person('jiang', '蒋', '玉兰', 'Jiang Yulan', ['physician'], '全科医师', 'General practitioner', 'liuhe'),
  person('pan', '潘', '根生', 'Pan Gensheng', ['village-doctor'], '乡村医生', 'Village doctor', 'qingxi'),
  person('yao', '姚', '大山', 'Yao Dashan', ['village-doctor'], '乡村医生', 'Village doctor', 'dongqiao'),
  person('hou', '侯', '月英', 'Hou Yueying', ['village-doctor'], '乡村医生', 'Village doctor', 'shangwan'),
];

export function staffResources(member: StaffMember): readonly [Practitioner, PractitionerRole] {
  return [
    simulated<Practitioner>({
      resourceType: 'Practitioner',
      id: member.practitioner,
      identifier: [{ system: 'urn:consilium:staff', value: member.userName }],
      active: true,
      name: [
        { use: 'official', text: member.family + member.given, family: member.family, given: [member.given] },
        { use: 'usual', text: member.en },
      ],
    }),
    simulated<PractitionerRole>({
      resourceType: 'PractitionerRole',
      id: `${member.practitioner}-role`,
      active: true,
      practitioner: { reference: `Practitioner/${member.practitioner}`, display: member.family + member.given },
      organization: { reference: `Organization/${member.organization}` },
      code: member.roles.map((role) => ({ coding: [{ system: 'urn:consilium:role', code: role }], text: member.title.zh })),
    }),
  ];
}
