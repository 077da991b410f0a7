export { lackingPermission } from '../../errors/lacking-permission.ts';
