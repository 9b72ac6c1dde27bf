/// Filters that break one rule each about lists, buffers and their owners.
#include "base_filter.h"
#include "breakers.h"

static void SendCompleteTwice(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, ULONG Flags) {
  PBASE_MODULE module = Context;
  BOOLEAN again = BreakerOnce();
  NdisFSendNetBufferListsComplete(module->Handle, Lists, Flags);
  if (again) NdisFSendNetBufferListsComplete(module->Handle, Lists, Flags);
}
BREAKER_ENTRY(BreakDoubleSendCompletion, SendNetBufferListsCompleteHandler, SendCompleteTwice)

static void ReturnTwice(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, ULONG Flags) {
  PBASE_MODULE module = Context;
  BOOLEAN again = BreakerOnce();
  NdisFReturnNetBufferLists(module->Handle, Lists, Flags);
  if (again) NdisFReturnNetBufferLists(module->Handle, Lists, Flags);
}
BREAKER_ENTRY(BreakDoubleReturn, ReturnNetBufferListsHandler, ReturnTwice)

static void SendTwice(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, NDIS_PORT_NUMBER Port, ULONG Flags) {
  PBASE_MODULE module = Context;
  BOOLEAN again = BreakerOnce();
  NdisFSendNetBufferLists(module->Handle, Lists, Port, Flags);
  if (again) NdisFSendNetBufferLists(module->Handle, Lists, Port, Flags);
}
BREAKER_ENTRY(BreakOwnershipNotHeld, SendNetBufferListsHandler, SendTwice)

static void ReturnALoan(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, NDIS_PORT_NUMBER Port, ULONG Count, ULONG Flags) {
  PBASE_MODULE module = Context;
  if (NDIS_TEST_RECEIVE_CANNOT_PEND(Flags) && BreakerOnce()) {
    NdisFReturnNetBufferLists(module->Handle, Lists, 0);
    return;
  }
  BaseReceive(Context, Lists, Port, Count, Flags);
}
BREAKER_ENTRY(BreakReturnUnderResources, ReceiveNetBufferListsHandler, ReturnALoan)

static void UnlinkALoan(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, NDIS_PORT_NUMBER Port, ULONG Count, ULONG Flags) {
  BaseReceive(Context, Lists, Port, Count, Flags);
  if (NDIS_TEST_RECEIVE_CANNOT_PEND(Flags) && BreakerOnce()) NET_BUFFER_LIST_NEXT_NBL(Lists) = NULL;
}
BREAKER_ENTRY(BreakLoanKept, ReceiveNetBufferListsHandler, UnlinkALoan)

static void HoldReceived(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, NDIS_PORT_NUMBER Port, ULONG Count, ULONG Flags) {
  PBASE_MODULE module = Context;
  if (!NDIS_TEST_RECEIVE_CANNOT_PEND(Flags) && BreakerOnce()) {
    module->List = Lists;
    return;
  }
  BaseReceive(Context, Lists, Port, Count, Flags);
}
/// Gives back what a breaker held too long.
static void ReturnHeld(void) {
  if (BaseModule == NULL || BaseModule->List == NULL) return;
  PNET_BUFFER_LIST lists = BaseModule->List;
  BaseModule->List = NULL;
  NdisFReturnNetBufferLists(BaseModule->Handle, lists, 0);
}
NTSTATUS BreakLeakAtPause(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath) {
  UNREFERENCED_PARAMETER(RegistryPath);
  NDIS_FILTER_DRIVER_CHARACTERISTICS c = BaseCharacteristics();
  c.ReceiveNetBufferListsHandler = HoldReceived;
  BreakerPoke = ReturnHeld;
  return BaseRegister(DriverObject, &c);
}

static NDIS_STATUS AllocateAtRestart(NDIS_HANDLE Context, PNDIS_FILTER_RESTART_PARAMETERS Parameters) {
  UNREFERENCED_PARAMETER(Parameters);
  if (BreakerOnce()) BaseAllocate(Context);
  return NDIS_STATUS_SUCCESS;
}
static void DetachWithoutPool(NDIS_HANDLE Context) {
  NdisFreeMemory(Context, 0, 0);
  BaseModule = NULL;
}
NTSTATUS BreakLeakAtDetach(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath) {
  UNREFERENCED_PARAMETER(RegistryPath);
  NDIS_FILTER_DRIVER_CHARACTERISTICS c = BaseCharacteristics();
  c.RestartHandler = AllocateAtRestart;
  c.DetachHandler = DetachWithoutPool;
  return BaseRegister(DriverObject, &c);
}

static void FreePoolInUse(NDIS_HANDLE Context) {
  PBASE_MODULE module = Context;
  PNET_BUFFER_LIST list = BaseAllocate(module);
  NdisFreeNetBufferListPool(module->Pool);
  NdisFreeNetBufferList(list);
  BaseDetach(Context);
}
BREAKER_ENTRY(BreakPoolFreed, DetachHandler, FreePoolInUse)

static void RetreatAndForget(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, NDIS_PORT_NUMBER Port, ULONG Flags) {
  if (BreakerOnce()) NdisRetreatNetBufferListDataStart(Lists, 4, 0, NULL, NULL);
  BaseSend(Context, Lists, Port, Flags);
}
BREAKER_ENTRY(BreakRetreatNotUndone, SendNetBufferListsHandler, RetreatAndForget)

static void MoveStartWithoutMdl(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, NDIS_PORT_NUMBER Port, ULONG Flags) {
  PBASE_MODULE module = Context;
  if (BreakerOnce()) {
    PNET_BUFFER buffer = NET_BUFFER_LIST_FIRST_NB(Lists);
    NET_BUFFER_DATA_OFFSET(buffer) -= 4;
    NET_BUFFER_DATA_LENGTH(buffer) += 4;
    module->List = Lists;
  }
  BaseSend(Context, Lists, Port, Flags);
}
static void MoveStartBack(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, ULONG Flags) {
  PBASE_MODULE module = Context;
  if (module->List == Lists) {
    PNET_BUFFER buffer = NET_BUFFER_LIST_FIRST_NB(Lists);
    NET_BUFFER_DATA_OFFSET(buffer) += 4;
    NET_BUFFER_DATA_LENGTH(buffer) -= 4;
    module->List = NULL;
  }
  BaseSendComplete(Context, Lists, Flags);
}
NTSTATUS BreakStaleCurrentMdl(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath) {
  UNREFERENCED_PARAMETER(RegistryPath);
  NDIS_FILTER_DRIVER_CHARACTERISTICS c = BaseCharacteristics();
  c.SendNetBufferListsHandler = MoveStartWithoutMdl;
  c.SendNetBufferListsCompleteHandler = MoveStartBack;
  return BaseRegister(DriverObject, &c);
}

static void ClaimTooMuch(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, NDIS_PORT_NUMBER Port, ULONG Flags) {
  PBASE_MODULE module = Context;
  if (BreakerOnce()) {
    NET_BUFFER_DATA_LENGTH(NET_BUFFER_LIST_FIRST_NB(Lists)) += 1024;
    module->List = Lists;
  }
  BaseSend(Context, Lists, Port, Flags);
}
static void ClaimLess(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, ULONG Flags) {
  PBASE_MODULE module = Context;
  if (module->List == Lists) {
    NET_BUFFER_DATA_LENGTH(NET_BUFFER_LIST_FIRST_NB(Lists)) -= 1024;
    module->List = NULL;
  }
  BaseSendComplete(Context, Lists, Flags);
}
NTSTATUS BreakDataBeyondChain(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath) {
  UNREFERENCED_PARAMETER(RegistryPath);
  NDIS_FILTER_DRIVER_CHARACTERISTICS c = BaseCharacteristics();
  c.SendNetBufferListsHandler = ClaimTooMuch;
  c.SendNetBufferListsCompleteHandler = ClaimLess;
  return BaseRegister(DriverObject, &c);
}

static void ReplaceMdl(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, NDIS_PORT_NUMBER Port, ULONG Flags) {
  static UCHAR storage[128];
  PBASE_MODULE module = Context;
  if (BreakerOnce()) {
    PNET_BUFFER buffer = NET_BUFFER_LIST_FIRST_NB(Lists);
    PMDL mdl = NdisAllocateMdl(module->Handle, storage, sizeof(storage));
    NET_BUFFER_FIRST_MDL(buffer) = mdl;
    NET_BUFFER_CURRENT_MDL(buffer) = mdl;
  }
  BaseSend(Context, Lists, Port, Flags);
}
BREAKER_ENTRY(BreakChainNotRestored, SendNetBufferListsHandler, ReplaceMdl)

static void TakeSource(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, NDIS_PORT_NUMBER Port, ULONG Flags) {
  PBASE_MODULE module = Context;
  if (BreakerOnce()) Lists->SourceHandle = module->Handle;
  BaseSend(Context, Lists, Port, Flags);
}
BREAKER_ENTRY(BreakSourceHandleChanged, SendNetBufferListsHandler, TakeSource)

static void SendWithoutSource(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, NDIS_PORT_NUMBER Port, ULONG Flags) {
  PBASE_MODULE module = Context;
  if (BreakerOnce()) {
    PNET_BUFFER_LIST list = BaseAllocate(module);
    list->SourceHandle = NULL;
    NdisFSendNetBufferLists(module->Handle, list, 0, 0);
  }
  BaseSend(Context, Lists, Port, Flags);
}
BREAKER_ENTRY(BreakWrongSourceHandle, SendNetBufferListsHandler, SendWithoutSource)

static void PassParentOn(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, NDIS_PORT_NUMBER Port, ULONG Flags) {
  PBASE_MODULE module = Context;
  PNET_BUFFER_LIST child = NULL;
  NDIS_HANDLE pool = NULL;
  if (BreakerOnce()) {
    NET_BUFFER_LIST_POOL_PARAMETERS parameters = {0};
    parameters.Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
    parameters.Header.Revision = NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_1;
    parameters.Header.Size = NDIS_SIZEOF_NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_1;
    parameters.fAllocateNetBuffer = TRUE;
    pool = NdisAllocateNetBufferListPool(module->Handle, &parameters);
    child = NdisAllocateCloneNetBufferList(Lists, pool, NULL, 0);
    child->ParentNetBufferList = Lists;
    Lists->ChildRefCount++;
    module->List = Lists;
  }
  BaseSend(Context, Lists, Port, Flags);
  if (child == NULL) return;
  NdisFreeCloneNetBufferList(child, 0);
  NdisFreeNetBufferListPool(pool);
}
static void DropChildCount(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, ULONG Flags) {
  PBASE_MODULE module = Context;
  if (module->List == Lists) {
    Lists->ChildRefCount--;
    module->List = NULL;
  }
  BaseSendComplete(Context, Lists, Flags);
}
NTSTATUS BreakParentPassedOnEarly(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath) {
  UNREFERENCED_PARAMETER(RegistryPath);
  NDIS_FILTER_DRIVER_CHARACTERISTICS c = BaseCharacteristics();
  c.SendNetBufferListsHandler = PassParentOn;
  c.SendNetBufferListsCompleteHandler = DropChildCount;
  return BaseRegister(DriverObject, &c);
}

static void SendForeign(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, NDIS_PORT_NUMBER Port, ULONG Flags) {
  PBASE_MODULE module = Context;
  if (BreakerOnce()) {
    static NET_BUFFER_LIST list;
    list.SourceHandle = module->Handle;
    NdisFSendNetBufferLists(module->Handle, &list, 0, 0);
  }
  BaseSend(Context, Lists, Port, Flags);
}
BREAKER_ENTRY(BreakForeignList, SendNetBufferListsHandler, SendForeign)

static void FreeWhileOut(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, NDIS_PORT_NUMBER Port, ULONG Flags) {
  PBASE_MODULE module = Context;
  module->OwnIsBack = FALSE;
  PNET_BUFFER_LIST list = BaseAllocate(module);
  NdisFSendNetBufferLists(module->Handle, list, 0, 0);
  if (!module->OwnIsBack && BreakerOnce()) NdisFreeNetBufferList(list);
  BaseSend(Context, Lists, Port, Flags);
}
BREAKER_ENTRY(BreakFreedWhileOutstanding, SendNetBufferListsHandler, FreeWhileOut)

static void SendCircle(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, NDIS_PORT_NUMBER Port, ULONG Flags) {
  if (BreakerOnce()) {
    PNET_BUFFER_LIST last = Lists;
    while (NET_BUFFER_LIST_NEXT_NBL(last) != NULL) last = NET_BUFFER_LIST_NEXT_NBL(last);
    NET_BUFFER_LIST_NEXT_NBL(last) = Lists;
  }
  BaseSend(Context, Lists, Port, Flags);
}
BREAKER_ENTRY(BreakChainLoop, SendNetBufferListsHandler, SendCircle)

static PNET_BUFFER_LIST WithoutBuffer(PBASE_MODULE module) {
  PNET_BUFFER_LIST list = NdisAllocateNetBufferList(module->Pool, 0, 0);
  list->SourceHandle = module->Handle;
  return list;
}
static void SendEmpty(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, NDIS_PORT_NUMBER Port, ULONG Flags) {
  PBASE_MODULE module = Context;
  if (BreakerOnce()) NdisFSendNetBufferLists(module->Handle, WithoutBuffer(module), 0, 0);
  BaseSend(Context, Lists, Port, Flags);
}
BREAKER_ENTRY(BreakEmptySend, SendNetBufferListsHandler, SendEmpty)

static void IndicateEmpty(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, NDIS_PORT_NUMBER Port, ULONG Count, ULONG Flags) {
  PBASE_MODULE module = Context;
  if (BreakerOnce()) NdisFIndicateReceiveNetBufferLists(module->Handle, WithoutBuffer(module), 0, 1, 0);
  BaseReceive(Context, Lists, Port, Count, Flags);
}
BREAKER_ENTRY(BreakBuffersPerReceivedList, ReceiveNetBufferListsHandler, IndicateEmpty)

static void WriteFirstByte(PNET_BUFFER_LIST list) {
  UCHAR *bytes = NdisGetDataBuffer(NET_BUFFER_LIST_FIRST_NB(list), 1, NULL, 1, 0);
  if (bytes != NULL) bytes[0] ^= 0x80;
}
static void WriteReadOnly(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, NDIS_PORT_NUMBER Port, ULONG Count, ULONG Flags) {
  if ((NET_BUFFER_LIST_NBL_FLAGS(Lists) & NDIS_NBL_FLAGS_RECV_READ_ONLY) != 0 && BreakerOnce()) WriteFirstByte(Lists);
  BaseReceive(Context, Lists, Port, Count, Flags);
}
BREAKER_ENTRY(BreakReadOnlyData, ReceiveNetBufferListsHandler, WriteReadOnly)

static void WriteAsMonitor(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, NDIS_PORT_NUMBER Port, ULONG Count, ULONG Flags) {
  if (BreakerOnce()) WriteFirstByte(Lists);
  BaseReceive(Context, Lists, Port, Count, Flags);
}
BREAKER_ENTRY(BreakMonitoring, ReceiveNetBufferListsHandler, WriteAsMonitor)
