import type { ServiceOperationHead } from '@core/contract/service.ts';
import { shallowRef } from 'vue';

/** Every operation of the service once the host told them: lists, the palette and links to the reference read it. */
export const knownOperations = shallowRef<readonly ServiceOperationHead[]>([]);
