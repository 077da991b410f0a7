import { expect, it } from 'vitest';
import { useHistory } from '../../stores/history.ts';
import { fakeHost } from '../../testing/fake-host.ts';
import { mountWithHost } from '../../testing/mount-with-host.ts';
import NotesDialog from './NotesDialog.vue';

const KEPT = { pinned: false, tags: ['qa'], ticket: 'SUP-1', notes: 'as kept' };
const notes = () => document.querySelector<HTMLTextAreaElement>('[role="dialog"] textarea');

it('what is typed while the notes are still read stays, the rest is filled in', async () => {
  let read = (): void => undefined;
  const slow = new Promise<typeof KEPT>((resolve) => (read = () => resolve(KEPT)));
  await mountWithHost(NotesDialog, {
    host: fakeHost({}, { 'chain.annotations': () => slow }),
    props: { chainId: 'chain-1', who: 'ann', open: true },
  });
  await expect.poll(() => notes()).not.toBeNull();
  const typed = notes();
  if (typed === null) throw new Error('There is no field for notes.');
  typed.value = 'typed';
  typed.dispatchEvent(new Event('input', { bubbles: true }));
  read();
  await expect.poll(() => document.body.textContent).toContain('qa');
  expect(notes()?.value).toBe('typed');
});

it('what was read before something was written is not put over it', async () => {
  let read = (): void => undefined;
  const slow = new Promise<typeof KEPT>((resolve) => (read = () => resolve(KEPT)));
  const newer = { ...KEPT, ticket: 'SUP-2' };
  await mountWithHost(NotesDialog, {
    host: fakeHost({}, { 'chain.annotations': () => slow, 'chain.annotate': async () => newer }),
    props: { chainId: 'chain-1', who: 'ann', open: false },
  });
  const history = useHistory();
  const reading = history.loadAnnotations('chain-1');
  await history.annotate('chain-1', { ticket: 'SUP-2' });
  read();
  await reading;
  expect(history.annotations.get('chain-1')?.ticket).toBe('SUP-2');
});
