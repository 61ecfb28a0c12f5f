import type { Form } from "./form.js";

export const types: Readonly<Record<string, Form>>;
