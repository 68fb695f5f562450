/** A field of the form, as its kind wants it. */
import { html } from '../../lib/htm.js';
import { Field } from '../../ui.js';

/** @param {{field: Object, value: string, error?: string, onChange: (text: string) => void}} props field: of fields.js */
export function Control({ field, value, error, onChange }) {
  const shared = {
    name: field.path,
    placeholder: field.placeholder,
    value,
    required: field.required,
    onInput: (event) => onChange(event.target.value),
  };
  return html`<${Field} label=${field.label} hint=${field.hint} error=${error}>
    ${element(field, shared)}
  <//>`;
}

function element(field, props) {
  if (field.options) {
    return html`<select ...${props}>${field.options.map(([value, label]) => html`
      <option key=${value} value=${value} selected=${value === props.value}>${label}</option>`)}</select>`;
  }
  return field.rows
    ? html`<textarea ...${props} rows=${field.rows} spellcheck=${false}></textarea>`
    : html`<input type="text" ...${props} autocomplete="off" spellcheck=${false} />`;
}
