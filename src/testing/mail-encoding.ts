// Moved to where published code may use it, too.
export * from '../mail-writing/mail-encoding.ts'
