import type { DemoUser } from './demo-users.ts';
import type { Language } from './language.ts';
import { Html, html, renderPage } from './page.ts';
import { SIGN_IN_TEXTS } from './sign-in-texts.ts';

export interface SignInPage {
  readonly language: Language;
  readonly place?: string | undefined;
  /** Address of the page, where its form is sent too. */
  readonly path: string;
  readonly userName?: string | undefined;
  readonly alert?: string | undefined;
  /** Shown as a list to choose from; undefined outside demonstration. */
  readonly demoUsers?: readonly DemoUser[] | undefined;
}

export function renderSignInPage({ language, place, path, userName, alert, demoUsers }: SignInPage): string {
  const action = `${path}?lang=${language}`; // an answer to the form is in the language of the form
  const texts = SIGN_IN_TEXTS[language];
  const focus = (wanted: boolean): Html | undefined => (wanted && !demoUsers ? new Html(' autofocus') : undefined);
  const form = html`<section><h1>${texts.title}</h1>${alert && html`<p class="alert" role="alert">${alert}</p>`}
<form method="post" action="${action}"><label for="user">${texts.userName}</label>
<input id="user" name="user" autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="64" required value="${userName ?? ''}"${focus(!userName)}>
<label for="password">${texts.password}</label>
<input id="password" name="password" type="password" autocomplete="current-password" maxlength="256" required${focus(Boolean(userName))}>
<button class="button" type="submit">${texts.signIn}</button></form>
<p class="small">${texts.forgotten}</p></section>`;
  return renderPage({
    language,
    place,
    title: texts.title,
    simulated: demoUsers && texts.simulated,
    otherLanguage: `${path}?lang=${language === 'zh' ? 'en' : 'zh'}`,
    wide: demoUsers !== undefined,
    content: demoUsers ? html`${form}${renderDemoUsers(language, action, demoUsers)}` : form,
  });
}

function renderDemoUsers(language: Language, action: string, users: readonly DemoUser[]): Html {
  const { demo, roles } = SIGN_IN_TEXTS[language];
  const rolesOf = ({ roles: [main, ...others] }: DemoUser): string =>
    language === 'zh'
      ? [main, ...others].map((role) => role && roles[role]).join('、')
      : [main && roles[main], ...others.map((role) => roles[role].toLowerCase())].join(', ');
  return html`<section class="people"><div class="head"><h2>${demo.title}</h2><p class="sub">${demo.explanation}</p></div>
<form method="post" action="${action}"><table><thead><tr><th>${demo.name}</th><th>${demo.role}</th><th>${demo.organization}</th></tr></thead><tbody>
${users.map(
  (user) => html`<tr><td><button class="person" name="demo" value="${user.name}">${user.displayName[language]}</button></td>
<td>${rolesOf(user)}</td><td>${user.organization.name[language]}</td></tr>`,
)}</tbody></table></form></section>`;
}
