/** What captains of a grid are still asked, for whoever hands the grid over. */
export { countOpenTasks } from './captain-store.ts'
