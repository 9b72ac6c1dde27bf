/// Filters that break one rule each about what is claimed of lists, and about sends they cannot give back.
#include "base_filter.h"
#include "breakers.h"

static void SendUncounted(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, NDIS_PORT_NUMBER Port, ULONG Flags) {
  PBASE_MODULE module = Context;
  if (BreakerOnce()) {
    PNET_BUFFER_LIST list = BaseAllocate(module);
    list->ParentNetBufferList = Lists;
    module->List = list;
    NdisFSendNetBufferLists(module->Handle, list, 0, 0);
  }
  BaseSend(Context, Lists, Port, Flags);
}
static void ForgetParent(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, ULONG Flags) {
  PBASE_MODULE module = Context;
  for (PNET_BUFFER_LIST list = Lists; list != NULL; list = NET_BUFFER_LIST_NEXT_NBL(list)) {
    if (list == module->List) list->ParentNetBufferList = NULL;
  }
  BaseSendComplete(Context, Lists, Flags);
}
NTSTATUS BreakChildCount(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath) {
  UNREFERENCED_PARAMETER(RegistryPath);
  NDIS_FILTER_DRIVER_CHARACTERISTICS c = BaseCharacteristics();
  c.SendNetBufferListsHandler = SendUncounted;
  c.SendNetBufferListsCompleteHandler = ForgetParent;
  return BaseRegister(DriverObject, &c);
}

static PNET_BUFFER_LIST WithEtherType(PBASE_MODULE module, UCHAR high, UCHAR low) {
  PNET_BUFFER_LIST list = BaseAllocate(module);
  UCHAR *bytes = NdisGetDataBuffer(NET_BUFFER_LIST_FIRST_NB(list), 60, NULL, 1, 0);
  if (bytes != NULL) {
    NdisZeroMemory(bytes, 60);
    bytes[12] = high;
    bytes[13] = low;
  }
  return list;
}
static void IndicateTwoTypes(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, NDIS_PORT_NUMBER Port, ULONG Count, ULONG Flags) {
  PBASE_MODULE module = Context;
  if (BreakerOnce()) {
    PNET_BUFFER_LIST first = WithEtherType(module, 0x08, 0x00);
    NET_BUFFER_LIST_NEXT_NBL(first) = WithEtherType(module, 0x86, 0xDD);
    NdisFIndicateReceiveNetBufferLists(module->Handle, first, 0, 2, NDIS_RECEIVE_FLAGS_SINGLE_ETHER_TYPE);
  }
  BaseReceive(Context, Lists, Port, Count, Flags);
}
BREAKER_ENTRY(BreakSingleFlag, ReceiveNetBufferListsHandler, IndicateTwoTypes)

static void SendBothVersions(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, NDIS_PORT_NUMBER Port, ULONG Flags) {
  PBASE_MODULE module = Context;
  if (BreakerOnce()) {
    PNET_BUFFER_LIST list = BaseAllocate(module);
    NET_BUFFER_LIST_NBL_FLAGS(list) |= NDIS_NBL_FLAGS_IS_IPV4 | NDIS_NBL_FLAGS_IS_IPV6;
    NdisFSendNetBufferLists(module->Handle, list, 0, 0);
  }
  BaseSend(Context, Lists, Port, Flags);
}
BREAKER_ENTRY(BreakListFlags, SendNetBufferListsHandler, SendBothVersions)

/// Information slot 11 came with NDIS 6.1.
static void WriteLaterSlot(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, NDIS_PORT_NUMBER Port, ULONG Count, ULONG Flags) {
  if (BreakerOnce()) NET_BUFFER_LIST_INFO(Lists, 11) = (PVOID)1;
  BaseReceive(Context, Lists, Port, Count, Flags);
}
NTSTATUS BreakLaterSlot(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath) {
  UNREFERENCED_PARAMETER(RegistryPath);
  NDIS_FILTER_DRIVER_CHARACTERISTICS c = BaseCharacteristics();
  c.Header.Revision = NDIS_FILTER_CHARACTERISTICS_REVISION_1;
  c.MinorNdisVersion = 0;
  c.ReceiveNetBufferListsHandler = WriteLaterSlot;
  return BaseRegister(DriverObject, &c);
}

/// Has no cancel-send handler, and keeps a send until it is told.
static void KeepSend(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, NDIS_PORT_NUMBER Port, ULONG Flags) {
  PBASE_MODULE module = Context;
  if (BreakerOnce()) {
    module->List = Lists;
    return;
  }
  BaseSend(Context, Lists, Port, Flags);
}
static void SendKept(void) {
  if (BaseModule == NULL || BaseModule->List == NULL) return;
  PNET_BUFFER_LIST lists = BaseModule->List;
  BaseModule->List = NULL;
  NdisFSendNetBufferLists(BaseModule->Handle, lists, 0, 0);
}
NTSTATUS BreakUncancellable(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath) {
  UNREFERENCED_PARAMETER(RegistryPath);
  NDIS_FILTER_DRIVER_CHARACTERISTICS c = BaseCharacteristics();
  c.SendNetBufferListsHandler = KeepSend;
  BreakerPoke = SendKept;
  return BaseRegister(DriverObject, &c);
}
