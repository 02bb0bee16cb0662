import type { PlanReport, ReadyList, TaskList } from '../api-types.js';
import type { Safe } from '../safe.js';
import { count, minutesText, pad } from '../text.js';
import type { Layout } from './layout.js';
import { renderTable } from './table.js';

/** The task list: one line of figures and the key, then the title. */
export function renderTasks(layout: Layout, { tasks }: Safe<TaskList>): string[] {
  const rows = tasks.map((task) => [
    `${task.wave ?? ''}${task.critical === true ? '*' : ' '}`,
    task.status ?? '',
    String(task.minutes ?? ''),
    task.ccs?.score10.toFixed(1) ?? '',
    String(task.subtasks?.length ?? ''),
    `${task.key}\n${task.title ?? ''}`,
  ]);
  const columns = [
    { title: 'wave', align: 'right' as const },
    { title: 'status' },
    { title: 'min', align: 'right' as const },
    { title: 'ccs', align: 'right' as const },
    { title: 'parts', align: 'right' as const },
    { title: 'task', flexible: true },
  ];
  const { dim } = layout.colours;
  const table = renderTable(columns, rows, layout.width, (cell, row) => (row < 0 ? dim(cell) : cell));
  return [
    ...table,
    dim(
      `${count(tasks.length, 'task')}; * lies on the critical path; ccs is the complexity from 1 to 10, parts what to split it into`,
    ),
  ];
}

/** Tasks that can be started now. */
export function renderReady(layout: Layout, { tasks }: Safe<ReadyList>, most: number): string[] {
  const rows = tasks.slice(0, most).map(({ key, title, minutes }) => [minutesText(minutes), `${key}\n${title}`]);
  if (rows.length === 0) return ['none'];
  const columns = [
    { title: 'work', align: 'right' as const },
    { title: 'task', flexible: true },
  ];
  const { dim } = layout.colours;
  const lines = renderTable(columns, rows, layout.width, (cell, row) => (row < 0 ? dim(cell) : cell)).slice(1);
  return tasks.length > most ? [...lines, dim(`and ${tasks.length - most} more`)] : lines;
}

/** One line a wave: how many tasks, as a bar, and the work in it. */
export function renderWaves(layout: Layout, waves: PlanReport['waves']): string[] {
  const widest = Math.max(1, ...waves.map(({ tasks }) => tasks.length));
  const figures = waves.map(({ tasks, minutes }) => `${count(tasks.length, 'task')}, ${minutesText(minutes)}`);
  const figuresWidth = Math.max(0, ...figures.map((text) => text.length));
  const room = Math.max(10, layout.width - figuresWidth - 12);
  return waves.map(({ n, tasks }, index) => {
    const length = Math.max(1, Math.round((tasks.length / widest) * Math.min(room, widest)));
    return `wave ${pad(String(n), 3, 'right')}  ${pad(figures[index] ?? '', figuresWidth)}  ${layout.colours.cyan('■'.repeat(length))}`;
  });
}

/** A path of tasks, given by id or key, as numbered lines; of a long one the middle is left out. */
export function renderPath(layout: Layout, path: readonly string[], { tasks }: Safe<TaskList>, most: number): string[] {
  const named = new Map(tasks.flatMap((task) => [[task.id, task] as const, [task.key, task] as const]));
  const rows = path.map((step, index) => {
    const task = named.get(step);
    return [`${index + 1}.`, minutesText(task?.minutes ?? 0), task?.title ?? step];
  });
  const cut = rows.length > most;
  const head = Math.ceil(most / 2);
  const shown = cut ? [...rows.slice(0, head), ['', '', '…'], ...rows.slice(head - most)] : rows;
  const columns = [
    { title: '', align: 'right' as const },
    { title: '', align: 'right' as const },
    { title: '', flexible: true },
  ];
  return renderTable(columns, shown, layout.width).slice(1);
}
