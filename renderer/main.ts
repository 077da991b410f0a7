import { createPinia } from 'pinia';
import { createApp } from 'vue';
import App from './App.vue';
import { router } from './router.ts';
import { useSettings } from './stores/settings.ts';
import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';

const app = createApp(App).use(createPinia()).use(router);
// Fetched while the settings are on their way: most starts show it.
if (location.hash.length < 3) void import('./views/StartView.vue');
// The theme before the first paint: the wrong one would flash.
await useSettings().load();
app.mount('#app');
