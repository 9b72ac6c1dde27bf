/// Filters that break one rule each about levels, states, handlers, headers and handles.
#include "base_filter.h"
#include "breakers.h"

// Levels.

static NDIS_STATUS AttachAtDispatch(NDIS_HANDLE Handle, NDIS_HANDLE DriverContext, PNDIS_FILTER_ATTACH_PARAMETERS P) {
  KIRQL old;
  KeRaiseIrql(DISPATCH_LEVEL, &old);
  NDIS_STATUS status = BaseAttach(Handle, DriverContext, P);
  KeLowerIrql(old);
  return status;
}
BREAKER_ENTRY(BreakIrqlTooHigh, AttachHandler, AttachAtDispatch)

static void ClaimDispatch(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, NDIS_PORT_NUMBER Port, ULONG Flags) {
  BaseSend(Context, Lists, Port, BreakerOnce() ? Flags | NDIS_SEND_FLAGS_DISPATCH_LEVEL : Flags);
}
BREAKER_ENTRY(BreakIrqlTooLow, SendNetBufferListsHandler, ClaimDispatch)

static void KeepLock(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, NDIS_PORT_NUMBER Port, ULONG Flags) {
  PBASE_MODULE module = Context;
  BaseSend(Context, Lists, Port, Flags);
  if (BreakerOnce()) NdisAcquireSpinLock(&module->Lock);
}
BREAKER_ENTRY(BreakIrqlChanged, SendNetBufferListsHandler, KeepLock)

// States.

static NDIS_STATUS SendInRestart(NDIS_HANDLE Context, PNDIS_FILTER_RESTART_PARAMETERS Parameters) {
  UNREFERENCED_PARAMETER(Parameters);
  PBASE_MODULE module = Context;
  if (BreakerOnce()) NdisFSendNetBufferLists(module->Handle, BaseAllocate(module), 0, 0);
  return NDIS_STATUS_SUCCESS;
}
BREAKER_ENTRY(BreakSendWhilePaused, RestartHandler, SendInRestart)

static NDIS_STATUS IndicateInRestart(NDIS_HANDLE Context, PNDIS_FILTER_RESTART_PARAMETERS Parameters) {
  UNREFERENCED_PARAMETER(Parameters);
  PBASE_MODULE module = Context;
  if (BreakerOnce()) NdisFIndicateReceiveNetBufferLists(module->Handle, BaseAllocate(module), 0, 1, 0);
  return NDIS_STATUS_SUCCESS;
}
BREAKER_ENTRY(BreakIndicateWhilePaused, RestartHandler, IndicateInRestart)

static NDIS_STATUS PauseTwice(NDIS_HANDLE Context, PNDIS_FILTER_PAUSE_PARAMETERS Parameters) {
  UNREFERENCED_PARAMETER(Parameters);
  if (!BreakerOnce()) return NDIS_STATUS_SUCCESS;
  NdisFPauseComplete(((PBASE_MODULE)Context)->Handle);
  NdisFPauseComplete(((PBASE_MODULE)Context)->Handle);
  return NDIS_STATUS_PENDING;
}
BREAKER_ENTRY(BreakDoublePause, PauseHandler, PauseTwice)

static NDIS_STATUS RestartTwice(NDIS_HANDLE Context, PNDIS_FILTER_RESTART_PARAMETERS Parameters) {
  UNREFERENCED_PARAMETER(Parameters);
  if (!BreakerOnce()) return NDIS_STATUS_SUCCESS;
  NdisFRestartComplete(((PBASE_MODULE)Context)->Handle, NDIS_STATUS_SUCCESS);
  NdisFRestartComplete(((PBASE_MODULE)Context)->Handle, NDIS_STATUS_SUCCESS);
  return NDIS_STATUS_PENDING;
}
BREAKER_ENTRY(BreakDoubleRestart, RestartHandler, RestartTwice)

static NDIS_STATUS FailPause(NDIS_HANDLE Context, PNDIS_FILTER_PAUSE_PARAMETERS Parameters) {
  UNREFERENCED_PARAMETER(Context);
  UNREFERENCED_PARAMETER(Parameters);
  return BreakerOnce() ? NDIS_STATUS_FAILURE : NDIS_STATUS_SUCCESS;
}
BREAKER_ENTRY(BreakPauseFails, PauseHandler, FailPause)

static NDIS_STATUS AttributesInRestart(NDIS_HANDLE Context, PNDIS_FILTER_RESTART_PARAMETERS Parameters) {
  UNREFERENCED_PARAMETER(Parameters);
  if (BreakerOnce()) BaseSetAttributes(((PBASE_MODULE)Context)->Handle, Context);
  return NDIS_STATUS_SUCCESS;
}
BREAKER_ENTRY(BreakFilterState, RestartHandler, AttributesInRestart)

static NDIS_STATUS SendInAttach(NDIS_HANDLE Handle, NDIS_HANDLE DriverContext, PNDIS_FILTER_ATTACH_PARAMETERS P) {
  NDIS_STATUS status = BaseAttach(Handle, DriverContext, P);
  if (status != NDIS_STATUS_SUCCESS) return status;
  PNET_BUFFER_LIST list = BaseAllocate(BaseModule);
  NdisFSendNetBufferLists(Handle, list, 0, 0);
  NdisFreeNetBufferList(list);
  return NDIS_STATUS_SUCCESS;
}
BREAKER_ENTRY(BreakSendFromAttach, AttachHandler, SendInAttach)

static NDIS_STATUS StatusInAttach(NDIS_HANDLE Handle, NDIS_HANDLE DriverContext, PNDIS_FILTER_ATTACH_PARAMETERS P) {
  NDIS_STATUS status = BaseAttach(Handle, DriverContext, P);
  if (status == NDIS_STATUS_SUCCESS) BaseIndicateStatus(Handle);
  return status;
}
BREAKER_ENTRY(BreakStatusFromAttach, AttachHandler, StatusInAttach)

// Handlers.

BREAKER_ENTRY(BreakMandatoryHandler, PauseHandler, NULL)
BREAKER_ENTRY(BreakConsistencyStatus, StatusHandler, NULL)

static NDIS_STATUS RefuseRequest(NDIS_HANDLE Context, PNDIS_OID_REQUEST Request) {
  UNREFERENCED_PARAMETER(Context);
  UNREFERENCED_PARAMETER(Request);
  return NDIS_STATUS_NOT_SUPPORTED;
}
NTSTATUS BreakConsistencyOidComplete(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath) {
  UNREFERENCED_PARAMETER(RegistryPath);
  NDIS_FILTER_DRIVER_CHARACTERISTICS c = BaseCharacteristics();
  c.OidRequestHandler = RefuseRequest;
  c.OidRequestCompleteHandler = NULL;
  return BaseRegister(DriverObject, &c);
}

static void SendOwn(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, NDIS_PORT_NUMBER Port, ULONG Flags) {
  PBASE_MODULE module = Context;
  if (BreakerOnce()) {
    PNET_BUFFER_LIST list = BaseAllocate(module);
    NdisFSendNetBufferLists(module->Handle, list, 0, 0);
    NdisFreeNetBufferList(list);
  }
  BaseSend(Context, Lists, Port, Flags);
}
NTSTATUS BreakConsistencySendComplete(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath) {
  UNREFERENCED_PARAMETER(RegistryPath);
  NDIS_FILTER_DRIVER_CHARACTERISTICS c = BaseCharacteristics();
  c.SendNetBufferListsHandler = SendOwn;
  c.SendNetBufferListsCompleteHandler = NULL;
  return BaseRegister(DriverObject, &c);
}

static void IndicateOwn(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, NDIS_PORT_NUMBER Port, ULONG Count, ULONG Flags) {
  PBASE_MODULE module = Context;
  if (BreakerOnce()) {
    PNET_BUFFER_LIST list = BaseAllocate(module);
    NdisFIndicateReceiveNetBufferLists(module->Handle, list, 0, 1, 0);
    NdisFreeNetBufferList(list);
  }
  BaseReceive(Context, Lists, Port, Count, Flags);
}
NTSTATUS BreakConsistencyReturn(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath) {
  UNREFERENCED_PARAMETER(RegistryPath);
  NDIS_FILTER_DRIVER_CHARACTERISTICS c = BaseCharacteristics();
  c.ReceiveNetBufferListsHandler = IndicateOwn;
  c.ReturnNetBufferListsHandler = NULL;
  return BaseRegister(DriverObject, &c);
}

// Headers and versions.

BREAKER_ENTRY(BreakHeaderType, Header.Type, NDIS_OBJECT_TYPE_DEFAULT)
BREAKER_ENTRY(BreakHeaderRevision, Header.Revision, 9)
BREAKER_ENTRY(BreakHeaderSize, Header.Size, 64)
BREAKER_ENTRY(BreakVersionTooHigh, MinorNdisVersion, 80)
/// Revision 2 came with NDIS 6.1.
BREAKER_ENTRY(BreakRevisionOfVersion, MinorNdisVersion, 0)

// Handles.

static void SendToNull(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, NDIS_PORT_NUMBER Port, ULONG Flags) {
  if (BreakerOnce()) NdisFSendNetBufferLists(NULL, Lists, Port, Flags);
  BaseSend(Context, Lists, Port, Flags);
}
BREAKER_ENTRY(BreakNullHandle, SendNetBufferListsHandler, SendToNull)

/// The context is not the handle; drivers mix them up.
static void SendToContext(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, NDIS_PORT_NUMBER Port, ULONG Flags) {
  if (BreakerOnce()) NdisFSendNetBufferLists(Context, Lists, Port, Flags);
  BaseSend(Context, Lists, Port, Flags);
}
BREAKER_ENTRY(BreakForeignHandle, SendNetBufferListsHandler, SendToContext)

static NDIS_HANDLE GoneHandle;
static void DetachAndRemember(NDIS_HANDLE Context) {
  GoneHandle = ((PBASE_MODULE)Context)->Handle;
  BaseDetach(Context);
}
static void StatusAfterDetach(void) {
  if (GoneHandle == NULL) return;
  BaseIndicateStatus(GoneHandle);
  GoneHandle = NULL;
}
NTSTATUS BreakStaleHandle(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath) {
  UNREFERENCED_PARAMETER(RegistryPath);
  NDIS_FILTER_DRIVER_CHARACTERISTICS c = BaseCharacteristics();
  c.DetachHandler = DetachAndRemember;
  BreakerPoke = StatusAfterDetach;
  return BaseRegister(DriverObject, &c);
}

// Requests.

static NDIS_STATUS ForwardOriginal(NDIS_HANDLE Context, PNDIS_OID_REQUEST Request) {
  if (BreakerOnce()) return NdisFOidRequest(((PBASE_MODULE)Context)->Handle, Request);
  return BaseOidRequest(Context, Request);
}
BREAKER_ENTRY(BreakForwardedOriginal, OidRequestHandler, ForwardOriginal)

static NDIS_STATUS ForwardTwice(NDIS_HANDLE Context, PNDIS_OID_REQUEST Request) {
  PBASE_MODULE module = Context;
  NDIS_STATUS status = BaseOidRequest(Context, Request);
  if (module->Clone != NULL && BreakerOnce()) {
    PNDIS_OID_REQUEST second = NULL;
    NdisAllocateCloneOidRequest(module->Handle, Request, BASE_TAG, &second);
    NdisFOidRequest(module->Handle, second);
    NdisFreeCloneOidRequest(module->Handle, second);
  }
  return status;
}
BREAKER_ENTRY(BreakSecondOutstanding, OidRequestHandler, ForwardTwice)

static NDIS_STATUS KeepRequest(NDIS_HANDLE Context, PNDIS_OID_REQUEST Request) {
  if (BreakerOnce()) return NDIS_STATUS_PENDING;
  return BaseOidRequest(Context, Request);
}
BREAKER_ENTRY(BreakOidLeak, OidRequestHandler, KeepRequest)

static void CompleteTwice(NDIS_HANDLE Context, PNDIS_OID_REQUEST Request, NDIS_STATUS Status) {
  PBASE_MODULE module = Context;
  PNDIS_OID_REQUEST original = *(PNDIS_OID_REQUEST *)Request->SourceReserved;
  BaseOidRequestComplete(Context, Request, Status);
  if (BreakerOnce()) NdisFOidRequestComplete(module->Handle, original, Status);
}
BREAKER_ENTRY(BreakDoubleOidCompletion, OidRequestCompleteHandler, CompleteTwice)

static void RequestInDetach(NDIS_HANDLE Context) {
  NdisFOidRequest(((PBASE_MODULE)Context)->Handle, BaseQuery());
  BaseDetach(Context);
}
BREAKER_ENTRY(BreakOidInWrongState, DetachHandler, RequestInDetach)

/// Keeps the request that will be cancelled: its OID is the one the test cancels.
static NDIS_STATUS KeepForCancel(NDIS_HANDLE Context, PNDIS_OID_REQUEST Request) {
  PBASE_MODULE module = Context;
  if (Request->DATA.QUERY_INFORMATION.Oid == OID_GEN_VENDOR_ID && BreakerOnce()) {
    module->Kept = Request;
    return NDIS_STATUS_PENDING;
  }
  return BaseOidRequest(Context, Request);
}
static void IgnoreCancel(NDIS_HANDLE Context, PVOID RequestId) {
  UNREFERENCED_PARAMETER(Context);
  UNREFERENCED_PARAMETER(RequestId);
}
static void AnswerLate(void) {
  if (BaseModule == NULL || BaseModule->Kept == NULL) return;
  PNDIS_OID_REQUEST request = BaseModule->Kept;
  BaseModule->Kept = NULL;
  NdisFOidRequestComplete(BaseModule->Handle, request, NDIS_STATUS_REQUEST_ABORTED);
}
NTSTATUS BreakLateCancel(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath) {
  UNREFERENCED_PARAMETER(RegistryPath);
  NDIS_FILTER_DRIVER_CHARACTERISTICS c = BaseCharacteristics();
  c.OidRequestHandler = KeepForCancel;
  c.CancelOidRequestHandler = IgnoreCancel;
  BreakerPoke = AnswerLate;
  return BaseRegister(DriverObject, &c);
}
