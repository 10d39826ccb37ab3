import { type User, UserManager, WebStorageStateStore } from 'oidc-client-ts';

const origin = window.location.origin;

/** Authorization code with PKCE; tokens live in this tab only and are renewed by refresh token, without a frame. */
const manager = new UserManager({
  authority: `${origin}/oidc`,
  client_id: 'workbench',
  redirect_uri: `${origin}/callback`,
  post_logout_redirect_uri: `${origin}/`,
  scope: 'openid profile offline_access',
  resource: origin,
  userStore: new WebStorageStateStore({ store: window.sessionStorage }),
  automaticSilentRenew: true,
  monitorSession: false,
  loadUserInfo: false,
});

let renewal: Promise<User | null> | undefined;

/** A bearer token that holds, or nothing when the person has to sign in again. */
export async function bearerToken(): Promise<string | undefined> {
  const user = await manager.getUser();
  if (user && !user.expired) return user.access_token;
  if (!user?.refresh_token) return undefined;
  renewal ??= manager.signinSilent().catch(() => null);
  const renewed = await renewal;
  renewal = undefined;
  return renewed?.access_token;
}

/** Leaves for the sign-in page; comes back to where the person was. */
export const signIn = (returnTo = window.location.pathname + window.location.search): Promise<void> =>
  manager.signinRedirect({
    state: { returnTo },
    ui_locales: document.documentElement.lang,
    prompt: 'consent', // without it the provider gives no refresh token
  });

/** Takes the code from the address, @returns the path where the person was before. */
export async function completeSignIn(): Promise<string> {
  const user = await manager.signinRedirectCallback();
  const { returnTo } = (user.state ?? {}) as { returnTo?: string };
  return returnTo?.startsWith('/') && !returnTo.startsWith('/callback') ? returnTo : '/';
}

export async function signOut(): Promise<void> {
  try {
    await manager.signoutRedirect();
  } catch {
    await manager.removeUser();
    window.location.assign('/');
  }
}
