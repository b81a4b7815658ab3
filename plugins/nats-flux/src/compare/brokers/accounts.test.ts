import {
  afterValues,
  clusterValues,
  idsOf,
  theOne,
} from '../../__testUtils__/repositories';

const withAccounts = (accounts: object, rest: object = {}) =>
  clusterValues({ merge: { system_account: 'SYS', accounts } }, rest);

const app = { jetstream: 'enabled', users: [{ user: 'CN=a' }] };
const limited = (jetstream: object) => ({ ...app, jetstream });

describe('accounts', () => {
  it('that come are a reload, or restart pods where each change does', () => {
    const after = { SYS: {}, APP: app, BILLING: app };
    const found = (rest: object) =>
      afterValues(
        withAccounts({ SYS: {}, APP: app }, rest),
        withAccounts(after, rest),
      );
    expect(idsOf(found({}))).toEqual(['change-reload']);
    expect(
      idsOf(found({ podTemplate: { configChecksumAnnotation: true } })),
    ).toEqual(['change-pods-roll']);
  });

  it('that go leave streams that nobody reaches', () => {
    const found = afterValues(
      withAccounts({ SYS: {}, APP: app, BILLING: app }),
      withAccounts({ SYS: {}, APP: app }),
    );
    expect(theOne(found, 'change-account-removed')).toMatchObject({
      severity: 'error',
      consequence: expect.stringMatching(
        /account BILLING any more.*nobody reaches/,
      ),
    });
  });

  it('of another name are others', () => {
    const found = afterValues(
      withAccounts({ SYS: {}, APP: app }),
      withAccounts({ SYS: {}, SHOP: app }),
    );
    expect(idsOf(found)).toContain('change-account-removed');
  });

  it.each([
    [{ max_file: '<< 20Gi >>' }, { max_file: '<< 10Gi >>' }, true],
    [{ max_file: '<< 20Gi >>' }, { max_file: 1000 }, true],
    [{ max_disk: '<< 20Gi >>' }, { max_file: '<< 10Gi >>' }, true],
    [{}, { max_mem: '<< 1Gi >>' }, true],
    [{ max_file: '<< 10Gi >>' }, { max_file: '<< 20Gi >>' }, false],
    [{ max_file: '<< 10Gi >>' }, {}, false],
    [{ max_file: '<< 1Ki >>' }, { max_file: 1024 }, false],
  ])('whose limits go from %j to %j', (before, after, lower) => {
    const found = afterValues(
      withAccounts({ SYS: {}, APP: limited(before) }),
      withAccounts({ SYS: {}, APP: limited(after) }),
    );
    expect(idsOf(found).includes('change-account-limit')).toBe(lower);
  });
});
