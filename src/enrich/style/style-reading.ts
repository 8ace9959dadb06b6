export type { HabitReading, StyleAbstention, StyleComponents, StyleReading } from '../../model/style.ts'
