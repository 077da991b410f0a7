import { ref } from 'vue';
import { remembered } from '../../ui/remembered.ts';

/** What lies over the page. Each is a dialog, so Escape takes the top one only. */
export const paletteOpen = ref(false);
export const keySheetOpen = ref(false);
export const targetMenuOpen = ref(false);
export const awsMenuOpen = ref(false);
export const wipeHistoryOpen = ref(false);
/** The sidebar where the window is too narrow to hold it beside the page: over it, until something was chosen. */
export const drawerOpen = ref(false);
export const sidebarShown = remembered('sidebar', true);
