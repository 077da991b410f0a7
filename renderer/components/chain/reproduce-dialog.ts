import { ref } from 'vue';

/** The chain that a reproduction is being asked for; the view of that chain shows the dialog. */
export const reproducing = ref<string>();
