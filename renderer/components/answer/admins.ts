import { remembered } from '../../ui/remembered.ts';

/** At which targets sign-ins begin as administrator, kept over a restart. Must be called in a setup. */
export function useAdmins() {
  const ids = remembered<string>('start.admin', '');
  const all = (): string[] => ids.value.split(' ').filter(Boolean);
  return {
    has: (targetId: string): boolean => all().includes(targetId),
    set(targetId: string, on: boolean): void {
      const others = all().filter((id) => id !== targetId);
      ids.value = (on ? [...others, targetId] : others).join(' ');
    },
  };
}
