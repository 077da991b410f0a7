import { describe, expect, it } from 'vitest';
import { exportFormats } from '../../evidence/export/formats.ts';
import { drivenHost } from '../testing/driven-host.ts';

const PASSWORD = 'Green-Meadow-77!';

/** Two calls beside a sign-in, one of them with a password and refused. */
async function called() {
  const test = await drivenHost();
  const chainId = await test.begin('bob');
  const { target, pending } = await test.chain(chainId);
  const at = { targetId: target.id, chainId, parentId: pending?.stepId };
  const UserPoolId = target.userPoolId ?? '';
  await test.value('service.call', {
    ...{ ...at, operation: 'AdminSetUserPassword' },
    body: { UserPoolId, Username: 'nobody-here', Password: PASSWORD, Permanent: true },
  });
  await test.chain(chainId);
  await test.value('service.call', { ...at, operation: 'ListUsers', body: { UserPoolId, Limit: 3 } });
  await test.chain(chainId);
  return { ...test, chainId };
}

describe('calls of operations', () => {
  it('leave in every format, without what signed them and without the password', async () => {
    const { chainId, value, saved } = await called();
    const { text: ticket } = await value('chain.copyTicket', { chainId });
    expect(ticket).toContain('AdminSetUserPassword');
    expect(ticket).toContain('UserNotFoundException');
    for (const { id } of exportFormats)
      await value('chain.export', { chainIds: [chainId], format: id, secrets: 'redacted' });
    expect(saved.size).toBeGreaterThan(4);
    for (const [name, bytes] of saved) {
      const text = new TextDecoder().decode(bytes);
      expect(text, name).not.toContain(PASSWORD);
      expect(text, name).not.toMatch(/AWS4-HMAC-SHA256 Credential|Signature=[0-9a-f]{64}/);
    }
    const har = [...saved].find(([name]) => name.endsWith('.har'));
    expect(new TextDecoder().decode(har?.[1])).toContain('AWSCognitoIdentityProviderService.ListUsers');
  });

  it('are copied with every secret but never with a credential', async () => {
    const { chainId, chain, value, clipboard } = await called();
    const step = (await chain(chainId)).steps.find(({ operation }) => operation === 'AdminSetUserPassword');
    await value('step.copyAs', {
      ...{ chainId, stepId: step?.id ?? '', format: 'curl' as const, secrets: 'revealed' as const },
    });
    const text = clipboard();
    expect(text).toContain(PASSWORD);
    expect(text).toContain('--aws-sigv4');
    expect(text).not.toMatch(/AWS4-HMAC|authorization/i);
  });
});
