import { createPinia } from 'pinia';
import { createApp } from 'vue';
import App from './App.vue';
import { router } from './router.ts';
import { useSettings } from './stores/settings.ts';
import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/status.css';
import './styles/list.css';

const app = createApp(App).use(createPinia()).use(router);
// The theme before the first paint: the wrong one would flash.
await useSettings().load();
app.mount('#app');
