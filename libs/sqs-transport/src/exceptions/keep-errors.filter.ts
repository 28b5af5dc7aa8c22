import { Catch, type ArgumentsHost, type RpcExceptionFilter } from '@nestjs/common';
import { throwError, type Observable } from 'rxjs';

/**
 * Lets the error a handler threw reach the transport as it is. Without it Nest hands over `{status, message: "Internal
 * server error"}`, and a failed dependency or a failed validation looks like any other failure.
 */
@Catch()
export class KeepErrors implements RpcExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): Observable<never> {
    // A filter that answers an HTTP request with an Observable leaves it hanging.
    if (host.getType() !== 'rpc') throw error;
    return throwError(() => error);
  }
}
