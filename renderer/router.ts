import { createRouter, createWebHashHistory } from 'vue-router';
import type { RouteRecordRaw } from 'vue-router';
import StartView from './views/StartView.vue';

export const routes: RouteRecordRaw[] = [
  // Not fetched when it is needed: nearly every start shows it.
  { path: '/', name: 'start', component: StartView, meta: { title: 'Start' } },
  {
    path: '/new',
    name: 'new',
    component: () => import('./components/answer/StartForm.vue'),
    meta: { title: 'New chain' },
  },
  {
    path: '/call/:operation?',
    name: 'call',
    component: () => import('./views/CallView.vue'),
    props: true,
    meta: { title: 'Call an operation' },
  },
  {
    path: '/chains/:id',
    name: 'chain',
    component: () => import('./views/ChainView.vue'),
    props: true,
    meta: { title: 'Chain' },
  },
  {
    path: '/chains/:id/bench/:step',
    name: 'bench',
    component: () => import('./views/BenchView.vue'),
    props: true,
    meta: { title: 'One-fault bench' },
  },
  {
    path: '/tokens',
    name: 'tokens',
    component: () => import('./views/TokensView.vue'),
    meta: { title: 'Tokens' },
  },
  {
    path: '/things',
    name: 'things',
    component: () => import('./views/ThingsView.vue'),
    meta: { title: 'Authenticators' },
  },
  {
    path: '/sandbox/:tab?',
    name: 'sandbox',
    component: () => import('./views/SandboxView.vue'),
    meta: { title: 'Sandbox' },
  },
  {
    path: '/users/:username?',
    name: 'users',
    component: () => import('./views/UsersView.vue'),
    props: true,
    meta: { title: 'Users' },
  },
  {
    path: '/targets/:id?',
    name: 'targets',
    component: () => import('./views/TargetsView.vue'),
    props: true,
    meta: { title: 'Targets' },
  },
  {
    path: '/pool/:tab?',
    name: 'pool',
    component: () => import('./views/PoolView.vue'),
    meta: { title: 'Pool' },
  },
  {
    path: '/test-users/:id?',
    name: 'testUsers',
    component: () => import('./views/TestUsersView.vue'),
    props: true,
    meta: { title: 'Test users' },
  },
  {
    path: '/compare',
    name: 'compare',
    component: () => import('./views/CompareView.vue'),
    meta: { title: 'Compare' },
  },
  {
    path: '/reference/:section?/:name?',
    name: 'reference',
    component: () => import('./views/ReferenceView.vue'),
    props: true,
    meta: { title: 'Reference' },
  },
  {
    path: '/tools/:tool?',
    name: 'tools',
    component: () => import('./views/ToolsView.vue'),
    props: true,
    meta: { title: 'Tools' },
  },
  {
    path: '/settings/:part?',
    name: 'settings',
    component: () => import('./views/SettingsView.vue'),
    meta: { title: 'Settings' },
  },
  {
    path: '/history',
    name: 'history',
    component: () => import('./views/HistoryView.vue'),
    meta: { title: 'History' },
  },
  {
    path: '/import/:part?',
    name: 'import',
    component: () => import('./views/ImportView.vue'),
    meta: { title: 'Import' },
  },
  {
    path: '/scenarios',
    name: 'scenarios',
    component: () => import('./views/ScenariosView.vue'),
    meta: { title: 'Scenarios' },
  },
  {
    path: '/team/:id?',
    name: 'team',
    component: () => import('./views/TeamView.vue'),
    props: true,
    meta: { title: 'Team' },
  },
  { path: '/:rest(.*)*', redirect: { name: 'start' } },
];

/** Hash history: the page comes from a file or the app's own protocol, where no server rewrites paths. */
export const router = createRouter({ history: createWebHashHistory(), routes });
