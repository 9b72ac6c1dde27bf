/// The filter of `versioned.c`: it passes everything on.
#include "versioned.h"

static NDIS_HANDLE FilterDriver;

typedef struct MODULE {
  NDIS_HANDLE Handle;
} MODULE, *PMODULE;

static NDIS_STATUS Attach(NDIS_HANDLE Handle, NDIS_HANDLE DriverContext, PNDIS_FILTER_ATTACH_PARAMETERS Parameters) {
  UNREFERENCED_PARAMETER(DriverContext);
  Seen.AttachRevision = Parameters->Header.Revision;
  Seen.AttachSize = Parameters->Header.Size;
  PMODULE module = NdisAllocateMemoryWithTagPriority(Handle, sizeof(MODULE), 'rsrV', NormalPoolPriority);
  if (module == NULL) return NDIS_STATUS_RESOURCES;
  module->Handle = Handle;
  NDIS_FILTER_ATTRIBUTES attributes = {0};
  attributes.Header.Type = NDIS_OBJECT_TYPE_FILTER_ATTRIBUTES;
  attributes.Header.Revision = NDIS_FILTER_ATTRIBUTES_REVISION_1;
  attributes.Header.Size = NDIS_SIZEOF_FILTER_ATTRIBUTES_REVISION_1;
  return NdisFSetAttributes(Handle, module, &attributes);
}
static void Detach(NDIS_HANDLE Context) {
  NdisFreeMemory(Context, 0, 0);
  Seen.Detaches += 1;
}
static NDIS_STATUS FilterRestart(NDIS_HANDLE Context, PNDIS_FILTER_RESTART_PARAMETERS Parameters) {
  PNDIS_RESTART_ATTRIBUTES general = Parameters->RestartAttributes;
  Seen.RestartLists += general != NULL;
  if (general == NULL || Wanted.CutsMtu == 0) return NDIS_STATUS_SUCCESS;
  PMODULE module = Context;
  ((PNDIS_RESTART_GENERAL_ATTRIBUTES)general->Data)->MtuSize -= Wanted.CutsMtu;
  PNDIS_RESTART_ATTRIBUTES more = NdisAllocateMemoryWithTagPriority(module->Handle, 24, 'rsrV', NormalPoolPriority);
  if (more == NULL) return NDIS_STATUS_RESOURCES;
  more->Oid = 0x0001021C;
  more->DataLength = 4;
  more->Data[0] = 7;
  general->Next = more;
  return NDIS_STATUS_SUCCESS;
}
static NDIS_STATUS FilterPause(NDIS_HANDLE Context, PNDIS_FILTER_PAUSE_PARAMETERS Parameters) {
  UNREFERENCED_PARAMETER(Context);
  UNREFERENCED_PARAMETER(Parameters);
  return NDIS_STATUS_SUCCESS;
}
static void FilterSend(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, NDIS_PORT_NUMBER Port, ULONG Flags) {
  NdisFSendNetBufferLists(((PMODULE)Context)->Handle, Lists, Port, Flags);
}
static void FilterSendComplete(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, ULONG Flags) {
  NdisFSendNetBufferListsComplete(((PMODULE)Context)->Handle, Lists, Flags);
}
static void FilterReceive(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, NDIS_PORT_NUMBER Port, ULONG Count, ULONG Flags) {
  PMODULE module = Context;
  if (Wanted.WritesSlot != 0) {
    Lists->NetBufferListInfo[Wanted.WritesSlot] = (PVOID)1;
    Wanted.WritesSlot = 0;
  }
  NdisFIndicateReceiveNetBufferLists(module->Handle, Lists, Port, Count, Flags);
}
static void FilterReturn(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, ULONG Flags) {
  NdisFReturnNetBufferLists(((PMODULE)Context)->Handle, Lists, Flags);
}
static void FilterStatus(NDIS_HANDLE Context, PNDIS_STATUS_INDICATION Indication) {
  NdisFIndicateStatus(((PMODULE)Context)->Handle, Indication);
}
static NDIS_STATUS FilterNetPnPEvent(NDIS_HANDLE Context, PNET_PNP_EVENT_NOTIFICATION Event) {
  Seen.NetEvents += 1;
  return NdisFNetPnPEvent(((PMODULE)Context)->Handle, Event);
}
static void FilterDevicePnPEvent(NDIS_HANDLE Context, PNET_DEVICE_PNP_EVENT Event) {
  Seen.DeviceEvents += 1;
  NdisFDevicePnPEventNotify(((PMODULE)Context)->Handle, Event);
}

NTSTATUS VersionedFilterEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath) {
  UNREFERENCED_PARAMETER(RegistryPath);
  NDIS_FILTER_DRIVER_CHARACTERISTICS c = {0};
  c.MajorNdisVersion = Wanted.Major;
  c.MinorNdisVersion = Wanted.Minor;
  c.FriendlyName = (NDIS_STRING)NDIS_STRING_CONST("Versioned");
  c.UniqueName = (NDIS_STRING)NDIS_STRING_CONST("{0b8f6f3a-5f0e-4f4e-9f49-0d2f3ad6a001}");
  c.ServiceName = (NDIS_STRING)NDIS_STRING_CONST("Versioned");
  c.SetOptionsHandler = VersionedSetOptions;
  c.AttachHandler = Attach;
  c.DetachHandler = Detach;
  c.RestartHandler = FilterRestart;
  c.PauseHandler = FilterPause;
  c.SendNetBufferListsHandler = FilterSend;
  c.SendNetBufferListsCompleteHandler = FilterSendComplete;
  c.ReceiveNetBufferListsHandler = FilterReceive;
  c.ReturnNetBufferListsHandler = FilterReturn;
  c.StatusHandler = FilterStatus;
  c.NetPnPEventHandler = FilterNetPnPEvent;
  c.DevicePnPEventNotifyHandler = FilterDevicePnPEvent;
  VersionedFinish(
      &c, &c.Header, NDIS_OBJECT_TYPE_FILTER_DRIVER_CHARACTERISTICS,
      NDIS_SIZEOF_FILTER_DRIVER_CHARACTERISTICS_REVISION_1, NDIS_SIZEOF_FILTER_DRIVER_CHARACTERISTICS_REVISION_2);
  return NdisFRegisterFilterDriver(DriverObject, NULL, &c, &FilterDriver);
}
void VersionedDeregisterFilter(void) { NdisFDeregisterFilterDriver(FilterDriver); }
