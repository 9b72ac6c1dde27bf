/// The miniport of `versioned.c`: it completes every send and allocates a port.
#include "versioned.h"

static NDIS_HANDLE MiniportDriver;

typedef struct ADAPTER {
  NDIS_HANDLE Handle;
  NDIS_PORT_NUMBER Port;
} ADAPTER, *PADAPTER;
static ADAPTER Adapter;
/// The version the miniport registered; the configuration may be another driver's by the time it initializes.
static UCHAR MiniportMinor;

static NDIS_STATUS Initialize(NDIS_HANDLE Handle, NDIS_HANDLE Context, PNDIS_MINIPORT_INIT_PARAMETERS Parameters) {
  UNREFERENCED_PARAMETER(Context);
  UNREFERENCED_PARAMETER(Parameters);
  Adapter.Handle = Handle;
  NDIS_MINIPORT_ADAPTER_ATTRIBUTES attributes = {0};
  NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES *registration = &attributes.RegistrationAttributes;
  registration->Header.Type = NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES;
  registration->Header.Revision = MiniportMinor >= 30 ? NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_2
                                                     : NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_1;
  registration->Header.Size = NDIS_SIZEOF_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_1;
  registration->MiniportAdapterContext = &Adapter;
  registration->AttributeFlags = NDIS_MINIPORT_ATTRIBUTES_SURPRISE_REMOVE_OK;
  NDIS_STATUS status = NdisMSetMiniportAttributes(Handle, &attributes);
  if (status != NDIS_STATUS_SUCCESS) return status;
  NdisZeroMemory(&attributes, sizeof(attributes));
  NDIS_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES *general = &attributes.GeneralAttributes;
  general->Header.Type = NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES;
  if (MiniportMinor >= 20) {
    general->Header.Revision = NDIS_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES_REVISION_2;
    general->Header.Size = NDIS_SIZEOF_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES_REVISION_2;
  } else {
    general->Header.Revision = NDIS_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES_REVISION_1;
    general->Header.Size = NDIS_SIZEOF_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES_REVISION_1;
  }
  general->MediaType = NdisMedium802_3;
  general->PhysicalMediumType = NdisPhysicalMedium802_3;
  general->MtuSize = 1500;
  general->MaxXmitLinkSpeed = general->XmitLinkSpeed = 1000000000;
  general->MaxRcvLinkSpeed = general->RcvLinkSpeed = 1000000000;
  general->MediaConnectState = MediaConnectStateConnected;
  general->MediaDuplexState = MediaDuplexStateFull;
  general->LookaheadSize = 1500;
  general->SupportedPacketFilters = NDIS_PACKET_TYPE_DIRECTED | NDIS_PACKET_TYPE_PROMISCUOUS;
  general->MacAddressLength = 6;
  general->CurrentMacAddress[0] = general->PermanentMacAddress[0] = 2;
  general->IfType = IF_TYPE_ETHERNET_CSMACD;
  status = NdisMSetMiniportAttributes(Handle, &attributes);
  if (status != NDIS_STATUS_SUCCESS) return status;
  NDIS_PORT_CHARACTERISTICS port = {0};
  port.Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
  port.Header.Revision = NDIS_PORT_CHARACTERISTICS_REVISION_1;
  port.Header.Size = NDIS_SIZEOF_PORT_CHARACTERISTICS_REVISION_1;
  status = NdisMAllocatePort(Handle, &port);
  Adapter.Port = port.PortNumber;
  return status;
}
static void Halt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action) {
  UNREFERENCED_PARAMETER(Action);
  NdisMFreePort(((PADAPTER)Context)->Handle, ((PADAPTER)Context)->Port);
  Seen.Halts += 1;
}
static void Unload(PDRIVER_OBJECT DriverObject) {
  UNREFERENCED_PARAMETER(DriverObject);
  Seen.Unloads += 1;
  Seen.UnloadLevel = KeGetCurrentIrql();
  NdisMDeregisterMiniportDriver(MiniportDriver);
}
static NDIS_STATUS Pause(NDIS_HANDLE Context, PNDIS_MINIPORT_PAUSE_PARAMETERS Parameters) {
  UNREFERENCED_PARAMETER(Context);
  UNREFERENCED_PARAMETER(Parameters);
  return NDIS_STATUS_SUCCESS;
}
static NDIS_STATUS Restart(NDIS_HANDLE Context, PNDIS_MINIPORT_RESTART_PARAMETERS Parameters) {
  UNREFERENCED_PARAMETER(Context);
  UNREFERENCED_PARAMETER(Parameters);
  return NDIS_STATUS_SUCCESS;
}
static NDIS_STATUS OidRequest(NDIS_HANDLE Context, PNDIS_OID_REQUEST Request) {
  UNREFERENCED_PARAMETER(Context);
  if (Request->RequestType != NdisRequestSetInformation) return NDIS_STATUS_NOT_SUPPORTED;
  Request->DATA.SET_INFORMATION.BytesRead = Request->DATA.SET_INFORMATION.InformationBufferLength;
  return NDIS_STATUS_SUCCESS;
}
static NDIS_STATUS DirectOidRequest(NDIS_HANDLE Context, PNDIS_OID_REQUEST Request) {
  UNREFERENCED_PARAMETER(Context);
  Seen.DirectRequests += 1;
  Request->DATA.METHOD_INFORMATION.BytesWritten = 0;
  NdisMDirectOidRequestComplete(Adapter.Handle, Request, NDIS_STATUS_SUCCESS);
  return NDIS_STATUS_PENDING;
}
static void MiniportSend(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, NDIS_PORT_NUMBER Port, ULONG Flags) {
  UNREFERENCED_PARAMETER(Port);
  UNREFERENCED_PARAMETER(Flags);
  NdisMSendNetBufferListsComplete(((PADAPTER)Context)->Handle, Lists, 0);
}
static void MiniportReturn(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, ULONG Flags) {
  UNREFERENCED_PARAMETER(Context);
  UNREFERENCED_PARAMETER(Lists);
  UNREFERENCED_PARAMETER(Flags);
}
static void Cancel(NDIS_HANDLE Context, PVOID Id) {
  UNREFERENCED_PARAMETER(Context);
  UNREFERENCED_PARAMETER(Id);
}
static BOOLEAN CheckForHang(NDIS_HANDLE Context) {
  UNREFERENCED_PARAMETER(Context);
  Seen.HangChecks += 1;
  return Seen.HangChecks == 2;
}
static NDIS_STATUS Reset(NDIS_HANDLE Context, BOOLEAN *AddressingReset) {
  UNREFERENCED_PARAMETER(Context);
  *AddressingReset = TRUE;
  Seen.Resets += 1;
  return NDIS_STATUS_SUCCESS;
}
static void DevicePnPEvent(NDIS_HANDLE Context, PNET_DEVICE_PNP_EVENT Event) {
  UNREFERENCED_PARAMETER(Context);
  UNREFERENCED_PARAMETER(Event);
  Seen.DeviceEvents += 1;
}
static void Shutdown(NDIS_HANDLE Context, ULONG Action) {
  UNREFERENCED_PARAMETER(Context);
  UNREFERENCED_PARAMETER(Action);
  Seen.Shutdowns += 1;
}

/// Activates or deactivates the port the miniport has, as a list or array of one.
NDIS_STATUS VersionedActivatePort(BOOLEAN Active) {
  NET_PNP_EVENT_NOTIFICATION event = {0};
  NDIS_PORT port = {0};
  NDIS_PORT_NUMBER number = Adapter.Port;
  event.Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
  event.Header.Revision = NET_PNP_EVENT_NOTIFICATION_REVISION_1;
  event.Header.Size = sizeof(event);
  port.PortCharacteristics.PortNumber = number;
  event.NetPnPEvent.NetEvent = Active ? NetEventPortActivation : NetEventPortDeactivation;
  event.NetPnPEvent.Buffer = Active ? (PVOID)&port : (PVOID)&number;
  event.NetPnPEvent.BufferLength = Active ? sizeof(port) : sizeof(number);
  return NdisMNetPnPEvent(Adapter.Handle, &event);
}

NTSTATUS VersionedMiniportEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath) {
  NDIS_MINIPORT_DRIVER_CHARACTERISTICS c = {0};
  c.MajorNdisVersion = Wanted.Major;
  c.MinorNdisVersion = Wanted.Minor;
  MiniportMinor = Wanted.Minor;
  c.InitializeHandlerEx = Initialize;
  c.HaltHandlerEx = Halt;
  c.UnloadHandler = Unload;
  c.SetOptionsHandler = VersionedSetOptions;
  c.PauseHandler = Pause;
  c.RestartHandler = Restart;
  c.OidRequestHandler = OidRequest;
  c.SendNetBufferListsHandler = MiniportSend;
  c.ReturnNetBufferListsHandler = MiniportReturn;
  c.CancelSendHandler = Cancel;
  c.CheckForHangHandlerEx = CheckForHang;
  c.ResetHandlerEx = Reset;
  c.DevicePnPEventNotifyHandler = DevicePnPEvent;
  c.ShutdownHandlerEx = Shutdown;
  c.CancelOidRequestHandler = Cancel;
  c.DirectOidRequestHandler = DirectOidRequest;
  c.CancelDirectOidRequestHandler = Cancel;
  VersionedFinish(
      &c, &c.Header, NDIS_OBJECT_TYPE_MINIPORT_DRIVER_CHARACTERISTICS,
      NDIS_SIZEOF_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_1, NDIS_SIZEOF_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2);
  return NdisMRegisterMiniportDriver(DriverObject, RegistryPath, NULL, &c, &MiniportDriver);
}
