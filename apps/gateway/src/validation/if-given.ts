import { ValidateIf } from 'class-validator';

/** Present, or not validated at all. Unlike `IsOptional`, null is not absence: whoever sends it means something by it. */
export const IfGiven = (): PropertyDecorator => ValidateIf((_, value: unknown) => value !== undefined);
