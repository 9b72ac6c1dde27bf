#include "driver_call.h"

nd_call *nd_current_call(void) {
  static _Thread_local nd_call call;
  return &call;
}
