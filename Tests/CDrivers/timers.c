/// A filter with a periodic timer while it runs, and one that leaves its timer set.
#include "base_filter.h"
#include "breakers.h"

static NDIS_HANDLE Timer;
static ULONG Fired;
static UCHAR FiredAt;

ULONG TimerFilterFired(void) { return Fired; }
UCHAR TimerFilterLevel(void) { return FiredAt; }

static void TimerCallback(PVOID System1, PVOID Context, PVOID System2, PVOID System3) {
  UNREFERENCED_PARAMETER(System1);
  UNREFERENCED_PARAMETER(System2);
  UNREFERENCED_PARAMETER(System3);
  (*(ULONG *)Context)++;
  FiredAt = KeGetCurrentIrql();
}

static BOOLEAN SetTimer(LONG milliseconds, LONG period) {
  if (Timer == NULL) {
    NDIS_TIMER_CHARACTERISTICS timer = {0};
    timer.Header.Type = NDIS_OBJECT_TYPE_TIMER_CHARACTERISTICS;
    timer.Header.Revision = NDIS_TIMER_CHARACTERISTICS_REVISION_1;
    timer.Header.Size = NDIS_SIZEOF_TIMER_CHARACTERISTICS_REVISION_1;
    timer.AllocationTag = 0x6B636954;
    timer.TimerFunction = TimerCallback;
    timer.FunctionContext = &Fired;
    if (NdisAllocateTimerObject(BaseModule->Handle, &timer, &Timer) != NDIS_STATUS_SUCCESS) return FALSE;
  }
  LARGE_INTEGER due;
  due.QuadPart = -(int64_t)milliseconds * 10000;
  return NdisSetTimerObject(Timer, due, period, NULL);
}

static NDIS_STATUS TimerRestart(NDIS_HANDLE Context, PNDIS_FILTER_RESTART_PARAMETERS Parameters) {
  SetTimer(500, 0);
  // Set a second time before it has fired: it fires as it was set last.
  if (!SetTimer(5, 10)) return NDIS_STATUS_FAILURE;
  return BaseRestart(Context, Parameters);
}

static NDIS_STATUS TimerPause(NDIS_HANDLE Context, PNDIS_FILTER_PAUSE_PARAMETERS Parameters) {
  if (!NdisCancelTimerObject(Timer) || NdisCancelTimerObject(Timer)) Fired = 0;
  return BasePause(Context, Parameters);
}

static void TimerDetach(NDIS_HANDLE Context) {
  NdisFreeTimerObject(Timer);
  Timer = NULL;
  BaseDetach(Context);
}

NTSTATUS TimerFilterEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath) {
  UNREFERENCED_PARAMETER(RegistryPath);
  Timer = NULL;
  Fired = 0;
  FiredAt = 0;
  NDIS_FILTER_DRIVER_CHARACTERISTICS c = BaseCharacteristics();
  c.RestartHandler = TimerRestart;
  c.PauseHandler = TimerPause;
  c.DetachHandler = TimerDetach;
  return BaseRegister(DriverObject, &c);
}

static void LeavingDetach(NDIS_HANDLE Context) {
  Timer = NULL;
  if (BreakerOnce()) SetTimer(60000, 0);
  BaseDetach(Context);
}

BREAKER_ENTRY(BreakTimerLeftSet, DetachHandler, LeavingDetach)
