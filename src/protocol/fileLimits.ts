/** Largest file that is taken, in bytes: 512 MB, by LlamaCloud and by the engine alike (LlamaCloud API docs). */
export const maxFileBytes = 512 * 1024 * 1024;
