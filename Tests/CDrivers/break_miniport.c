/// A small correct miniport that echoes each send as a receive, and miniports that break one rule each.
#include "CDrivers.h"
#include "breakers.h"

typedef struct ADAPTER {
  NDIS_HANDLE Handle;
  NDIS_HANDLE Pool;
  UCHAR Name[16];
} ADAPTER, *PADAPTER;

static NDIS_HANDLE DriverHandle;
static ADAPTER Adapter;
static NDIS_HANDLE GoneHandle;

static NDIS_STATUS SetRegistration(NDIS_HANDLE Handle) {
  NDIS_MINIPORT_ADAPTER_ATTRIBUTES attributes = {0};
  attributes.RegistrationAttributes.Header.Type = NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES;
  attributes.RegistrationAttributes.Header.Revision = NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_2;
  attributes.RegistrationAttributes.Header.Size = NDIS_SIZEOF_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_2;
  attributes.RegistrationAttributes.MiniportAdapterContext = &Adapter;
  attributes.RegistrationAttributes.AttributeFlags = NDIS_MINIPORT_ATTRIBUTES_SURPRISE_REMOVE_OK;
  return NdisMSetMiniportAttributes(Handle, &attributes);
}

/// What a miniport for 802.3 must implement (network/mandatory-oids-for-miniport-drivers), and OID_GEN_SUPPORTED_LIST.
static NDIS_OID Supported[] = {
  0x00010108, 0x00010109, 0x0001010A, 0x0001010B, 0x0001010C, 0x0001010D, 0x0001010E, 0x0001010F, 0x00010111,
  0x00010116, 0x00010208, 0x00010209, 0x00020101, 0x00020102, 0x00020106, 0x01010101, 0x01010102, 0x01010103, 0x01010104,
  0x00010101,
};
enum { SUPPORTED = sizeof(Supported) / sizeof(Supported[0]) - 1 };
static ULONG SupportedCount = SUPPORTED;

static NDIS_STATUS SetGeneral(NDIS_HANDLE Handle) {
  NDIS_MINIPORT_ADAPTER_ATTRIBUTES attributes = {0};
  NDIS_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES *general = &attributes.GeneralAttributes;
  general->Header.Type = NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES;
  general->Header.Revision = NDIS_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES_REVISION_2;
  general->Header.Size = NDIS_SIZEOF_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES_REVISION_2;
  general->MediaType = NdisMedium802_3;
  general->PhysicalMediumType = NdisPhysicalMedium802_3;
  general->MtuSize = 1500;
  general->MaxXmitLinkSpeed = general->XmitLinkSpeed = 1000000000;
  general->MaxRcvLinkSpeed = general->RcvLinkSpeed = 1000000000;
  general->MediaConnectState = MediaConnectStateConnected;
  general->MediaDuplexState = MediaDuplexStateFull;
  general->LookaheadSize = 1500;
  general->SupportedPacketFilters = NDIS_PACKET_TYPE_DIRECTED | NDIS_PACKET_TYPE_PROMISCUOUS;
  general->MaxMulticastListSize = 8;
  general->MacAddressLength = 6;
  general->CurrentMacAddress[0] = general->PermanentMacAddress[0] = 2;
  general->CurrentMacAddress[5] = general->PermanentMacAddress[5] = 7;
  general->IfType = IF_TYPE_ETHERNET_CSMACD;
  general->SupportedOidList = Supported;
  general->SupportedOidListLength = SupportedCount * sizeof(NDIS_OID);
  return NdisMSetMiniportAttributes(Handle, &attributes);
}

static void IndicateStatus(NDIS_HANDLE Handle) {
  NDIS_STATUS_INDICATION indication = {0};
  indication.Header.Type = NDIS_OBJECT_TYPE_STATUS_INDICATION;
  indication.Header.Revision = NDIS_STATUS_INDICATION_REVISION_1;
  indication.Header.Size = NDIS_SIZEOF_STATUS_INDICATION_REVISION_1;
  indication.SourceHandle = Handle;
  indication.StatusCode = NDIS_STATUS_MEDIA_SPECIFIC_INDICATION;
  NdisMIndicateStatusEx(Handle, &indication);
}

static void MakePool(NDIS_HANDLE Handle) {
  NET_BUFFER_LIST_POOL_PARAMETERS pool = {0};
  pool.Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
  pool.Header.Revision = NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_1;
  pool.Header.Size = NDIS_SIZEOF_NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_1;
  pool.fAllocateNetBuffer = TRUE;
  pool.DataSize = 128;
  Adapter.Handle = Handle;
  Adapter.Pool = NdisAllocateNetBufferListPool(Handle, &pool);
}

static NDIS_STATUS Initialize(NDIS_HANDLE Handle, NDIS_HANDLE Context, PNDIS_MINIPORT_INIT_PARAMETERS Parameters) {
  UNREFERENCED_PARAMETER(Context);
  UNREFERENCED_PARAMETER(Parameters);
  MakePool(Handle);
  NDIS_STATUS status = SetRegistration(Handle);
  return status == NDIS_STATUS_SUCCESS ? SetGeneral(Handle) : status;
}

static void Halt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action) {
  UNREFERENCED_PARAMETER(Action);
  PADAPTER adapter = Context;
  GoneHandle = adapter->Handle;
  NdisFreeNetBufferListPool(adapter->Pool);
}
static void Unload(PDRIVER_OBJECT DriverObject) {
  UNREFERENCED_PARAMETER(DriverObject);
  NdisMDeregisterMiniportDriver(DriverHandle);
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
  if (Request->RequestType == NdisRequestSetInformation) {
    Request->DATA.SET_INFORMATION.BytesRead = Request->DATA.SET_INFORMATION.InformationBufferLength;
    return NDIS_STATUS_SUCCESS;
  }
  if (Request->DATA.QUERY_INFORMATION.Oid != OID_GEN_VENDOR_DESCRIPTION) return NDIS_STATUS_NOT_SUPPORTED;
  static const char name[] = "Echo";
  if (Request->DATA.QUERY_INFORMATION.InformationBufferLength < sizeof(name)) {
    Request->DATA.QUERY_INFORMATION.BytesNeeded = sizeof(name);
    return NDIS_STATUS_BUFFER_TOO_SHORT;
  }
  NdisMoveMemory(Request->DATA.QUERY_INFORMATION.InformationBuffer, name, sizeof(name));
  Request->DATA.QUERY_INFORMATION.BytesWritten = sizeof(name);
  return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS DirectOidRequest(NDIS_HANDLE Context, PNDIS_OID_REQUEST Request) {
  UNREFERENCED_PARAMETER(Context);
  UNREFERENCED_PARAMETER(Request);
  return NDIS_STATUS_NOT_SUPPORTED;
}

static PNET_BUFFER_LIST AllocateReceive(PADAPTER adapter) {
  PNET_BUFFER_LIST list = NdisAllocateNetBufferAndNetBufferList(adapter->Pool, 0, 0, NULL, 0, 60);
  list->SourceHandle = adapter->Handle;
  return list;
}

static void Send(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, NDIS_PORT_NUMBER Port, ULONG Flags) {
  UNREFERENCED_PARAMETER(Flags);
  PADAPTER adapter = Context;
  ULONG count = 0;
  PNET_BUFFER_LIST echoes = NULL;
  for (PNET_BUFFER_LIST list = Lists; list != NULL; list = NET_BUFFER_LIST_NEXT_NBL(list)) {
    PNET_BUFFER_LIST echo = AllocateReceive(adapter);
    UCHAR *to = NdisGetDataBuffer(NET_BUFFER_LIST_FIRST_NB(echo), 60, NULL, 1, 0);
    UCHAR storage[60];
    UCHAR *from = NdisGetDataBuffer(NET_BUFFER_LIST_FIRST_NB(list), 60, storage, 1, 0);
    if (to != NULL && from != NULL) NdisMoveMemory(to, from, 60);
    NET_BUFFER_LIST_STATUS(list) = NDIS_STATUS_SUCCESS;
    NET_BUFFER_LIST_NEXT_NBL(echo) = echoes;
    echoes = echo;
    count++;
  }
  NdisMSendNetBufferListsComplete(adapter->Handle, Lists, 0);
  NdisMIndicateReceiveNetBufferLists(adapter->Handle, echoes, Port, count, 0);
}

static void Return(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, ULONG Flags) {
  UNREFERENCED_PARAMETER(Context);
  UNREFERENCED_PARAMETER(Flags);
  while (Lists != NULL) {
    PNET_BUFFER_LIST next = NET_BUFFER_LIST_NEXT_NBL(Lists);
    NdisFreeNetBufferList(Lists);
    Lists = next;
  }
}
static void Cancel(NDIS_HANDLE Context, PVOID Id) {
  UNREFERENCED_PARAMETER(Context);
  UNREFERENCED_PARAMETER(Id);
}
static void DevicePnPEvent(NDIS_HANDLE Context, PNET_DEVICE_PNP_EVENT Event) {
  UNREFERENCED_PARAMETER(Context);
  UNREFERENCED_PARAMETER(Event);
}
static void Shutdown(NDIS_HANDLE Context, ULONG Action) {
  UNREFERENCED_PARAMETER(Context);
  UNREFERENCED_PARAMETER(Action);
}

static NDIS_MINIPORT_DRIVER_CHARACTERISTICS Characteristics(void) {
  NDIS_MINIPORT_DRIVER_CHARACTERISTICS c = {0};
  c.Header.Type = NDIS_OBJECT_TYPE_MINIPORT_DRIVER_CHARACTERISTICS;
  c.Header.Revision = NDIS_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2;
  c.Header.Size = NDIS_SIZEOF_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2;
  c.MajorNdisVersion = 6;
  c.MinorNdisVersion = 30;
  c.InitializeHandlerEx = Initialize;
  c.HaltHandlerEx = Halt;
  c.UnloadHandler = Unload;
  c.PauseHandler = Pause;
  c.RestartHandler = Restart;
  c.OidRequestHandler = OidRequest;
  c.SendNetBufferListsHandler = Send;
  c.ReturnNetBufferListsHandler = Return;
  c.CancelSendHandler = Cancel;
  c.DevicePnPEventNotifyHandler = DevicePnPEvent;
  c.ShutdownHandlerEx = Shutdown;
  c.CancelOidRequestHandler = Cancel;
  c.DirectOidRequestHandler = DirectOidRequest;
  c.CancelDirectOidRequestHandler = Cancel;
  return c;
}

#define MINIPORT_ENTRY(name, member, value)                                                     \
  NTSTATUS name(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath) {                    \
    NDIS_MINIPORT_DRIVER_CHARACTERISTICS c = Characteristics();                                 \
    c.member = value;                                                                           \
    DriverObject->DriverUnload = Unload;                                                        \
    return NdisMRegisterMiniportDriver(DriverObject, RegistryPath, NULL, &c, &DriverHandle);    \
  }

MINIPORT_ENTRY(EchoMiniportEntry, MinorNdisVersion, 30)

static NDIS_STATUS StatusFirst(NDIS_HANDLE Handle, NDIS_HANDLE Context, PNDIS_MINIPORT_INIT_PARAMETERS Parameters) {
  IndicateStatus(Handle);
  return Initialize(Handle, Context, Parameters);
}
MINIPORT_ENTRY(BreakStatusBeforeRegistration, InitializeHandlerEx, StatusFirst)

static NDIS_STATUS NoGeneral(NDIS_HANDLE Handle, NDIS_HANDLE Context, PNDIS_MINIPORT_INIT_PARAMETERS Parameters) {
  UNREFERENCED_PARAMETER(Context);
  UNREFERENCED_PARAMETER(Parameters);
  return SetRegistration(Handle);
}
MINIPORT_ENTRY(BreakAttributesMissing, InitializeHandlerEx, NoGeneral)

static NDIS_STATUS AttributesInRestart(NDIS_HANDLE Context, PNDIS_MINIPORT_RESTART_PARAMETERS Parameters) {
  UNREFERENCED_PARAMETER(Parameters);
  SetGeneral(((PADAPTER)Context)->Handle);
  return NDIS_STATUS_SUCCESS;
}
MINIPORT_ENTRY(BreakAttributesOutside, RestartHandler, AttributesInRestart)

static NDIS_STATUS ReceiveInPause(NDIS_HANDLE Context, PNDIS_MINIPORT_PAUSE_PARAMETERS Parameters) {
  UNREFERENCED_PARAMETER(Parameters);
  PADAPTER adapter = Context;
  NdisMIndicateReceiveNetBufferLists(adapter->Handle, AllocateReceive(adapter), 0, 1, 0);
  return NDIS_STATUS_SUCCESS;
}
MINIPORT_ENTRY(BreakReceiveWhilePaused, PauseHandler, ReceiveInPause)

static NDIS_STATUS ListTooMuch(NDIS_HANDLE Handle, NDIS_HANDLE Context, PNDIS_MINIPORT_INIT_PARAMETERS Parameters) {
  SupportedCount = SUPPORTED + 1;
  NDIS_STATUS status = Initialize(Handle, Context, Parameters);
  SupportedCount = SUPPORTED;
  return status;
}
MINIPORT_ENTRY(BreakListsNdisOid, InitializeHandlerEx, ListTooMuch)

static NDIS_STATUS ListTooLittle(NDIS_HANDLE Handle, NDIS_HANDLE Context, PNDIS_MINIPORT_INIT_PARAMETERS Parameters) {
  SupportedCount = 4;
  NDIS_STATUS status = Initialize(Handle, Context, Parameters);
  SupportedCount = SUPPORTED;
  return status;
}
MINIPORT_ENTRY(BreakListsTooLittle, InitializeHandlerEx, ListTooLittle)

static BOOLEAN CheckForHang(NDIS_HANDLE Context) {
  UNREFERENCED_PARAMETER(Context);
  return FALSE;
}
MINIPORT_ENTRY(BreakResetUnpaired, CheckForHangHandlerEx, CheckForHang)
MINIPORT_ENTRY(BreakMiniportHeaderSize, Header.Size, 40)

static void StatusAfterHalt(void) {
  if (GoneHandle == NULL) return;
  IndicateStatus(GoneHandle);
  GoneHandle = NULL;
}
NTSTATUS BreakStatusAfterHalt(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath) {
  NDIS_MINIPORT_DRIVER_CHARACTERISTICS c = Characteristics();
  GoneHandle = NULL;
  BreakerPoke = StatusAfterHalt;
  DriverObject->DriverUnload = Unload;
  return NdisMRegisterMiniportDriver(DriverObject, RegistryPath, NULL, &c, &DriverHandle);
}
