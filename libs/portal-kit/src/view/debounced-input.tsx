import { useEffect, useRef, useState, type InputHTMLAttributes, type ReactNode } from 'react';

const PAUSE_MS = 300;

interface DebouncedInputProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange'> {
  readonly value: string;
  readonly onChange: (text: string) => void;
}

/** A text input that speaks after a pause, on Enter and when it is left. */
export function DebouncedInput({ value, onChange, ...rest }: DebouncedInputProps): ReactNode {
  const [text, setText] = useState(value);
  const [shown, setShown] = useState(value);
  const timer = useRef<number | undefined>(undefined);
  // The address changed by other means (back, clear): follow it.
  if (shown !== value) {
    setShown(value);
    setText(value);
  }
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const say = (next: string): void => {
    window.clearTimeout(timer.current);
    if (next !== value) onChange(next);
  };
  return (
    <input
      {...rest}
      value={text}
      onChange={(event) => {
        const next = event.target.value;
        setText(next);
        window.clearTimeout(timer.current);
        timer.current = window.setTimeout(() => say(next), PAUSE_MS);
      }}
      onBlur={() => say(text)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') say(text);
      }}
    />
  );
}
