/// A small correct protocol that sends one packet at each restart, and protocols that break one rule each.
#include "CDrivers.h"
#include "breakers.h"

typedef struct BINDING {
  NDIS_HANDLE Handle;
  NDIS_HANDLE BindContext;
  NDIS_HANDLE Pool;
  NDIS_OID_REQUEST Request;
  /// What is being set, or was last; and what shall be.
  ULONG Filter, Wanted;
  BOOLEAN RequestIsOut;
} BINDING;

static NDIS_HANDLE DriverHandle;
static BINDING Binding;
static ULONG Received;

ULONG EchoProtocolReceived(void) { return Received; }

static NDIS_STATUS Open(void) {
  NDIS_MEDIUM media[] = {NdisMedium802_3};
  UINT selected = 0;
  NDIS_OPEN_PARAMETERS open = {0};
  open.Header.Type = NDIS_OBJECT_TYPE_OPEN_PARAMETERS;
  open.Header.Revision = NDIS_OPEN_PARAMETERS_REVISION_1;
  open.Header.Size = NDIS_SIZEOF_OPEN_PARAMETERS_REVISION_1;
  open.MediumArray = media;
  open.MediumArraySize = 1;
  open.SelectedMediumIndex = &selected;
  return NdisOpenAdapterEx(DriverHandle, &Binding, &open, Binding.BindContext, &Binding.Handle);
}

static void RequestFilter(void) {
  NdisZeroMemory(&Binding.Request, sizeof(Binding.Request));
  Binding.RequestIsOut = TRUE;
  Binding.Filter = Binding.Wanted;
  Binding.Request.Header.Type = NDIS_OBJECT_TYPE_OID_REQUEST;
  Binding.Request.Header.Revision = NDIS_OID_REQUEST_REVISION_1;
  Binding.Request.Header.Size = NDIS_SIZEOF_OID_REQUEST_REVISION_1;
  Binding.Request.RequestType = NdisRequestSetInformation;
  Binding.Request.DATA.SET_INFORMATION.Oid = OID_GEN_CURRENT_PACKET_FILTER;
  Binding.Request.DATA.SET_INFORMATION.InformationBuffer = &Binding.Filter;
  Binding.Request.DATA.SET_INFORMATION.InformationBufferLength = sizeof(Binding.Filter);
  NdisOidRequest(Binding.Handle, &Binding.Request);
}
/// One request is out at a time; the last wish counts.
static void SetFilter(ULONG filter) {
  Binding.Wanted = filter;
  if (!Binding.RequestIsOut) RequestFilter();
}

static NDIS_STATUS Bind(NDIS_HANDLE DriverContext, NDIS_HANDLE BindContext, PNDIS_BIND_PARAMETERS Parameters) {
  UNREFERENCED_PARAMETER(DriverContext);
  if (Parameters->MediaType != NdisMedium802_3) return NDIS_STATUS_UNSUPPORTED_MEDIA;
  Binding.BindContext = BindContext;
  NDIS_STATUS status = Open();
  if (status != NDIS_STATUS_SUCCESS) return status;
  NET_BUFFER_LIST_POOL_PARAMETERS pool = {0};
  pool.Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
  pool.Header.Revision = NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_1;
  pool.Header.Size = NDIS_SIZEOF_NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_1;
  pool.fAllocateNetBuffer = TRUE;
  pool.DataSize = 128;
  Binding.Pool = NdisAllocateNetBufferListPool(Binding.Handle, &pool);
  return NDIS_STATUS_SUCCESS;
}

/// The packet filter was cleared when the binding was paused.
static NDIS_STATUS Unbind(NDIS_HANDLE UnbindContext, NDIS_HANDLE Context) {
  UNREFERENCED_PARAMETER(UnbindContext);
  UNREFERENCED_PARAMETER(Context);
  NDIS_HANDLE handle = Binding.Handle;
  Binding.Handle = NULL;
  NdisFreeNetBufferListPool(Binding.Pool);
  return NdisCloseAdapterEx(handle);
}
static void OpenComplete(NDIS_HANDLE Context, NDIS_STATUS Status) {
  UNREFERENCED_PARAMETER(Context);
  UNREFERENCED_PARAMETER(Status);
}
static void CloseComplete(NDIS_HANDLE Context) { UNREFERENCED_PARAMETER(Context); }

static void SendOne(void) {
  PNET_BUFFER_LIST list = NdisAllocateNetBufferAndNetBufferList(Binding.Pool, 0, 0, NULL, 32, 60);
  list->SourceHandle = Binding.Handle;
  NdisSendNetBufferLists(Binding.Handle, list, NDIS_DEFAULT_PORT_NUMBER, 0);
}

static NDIS_STATUS NetPnPEvent(NDIS_HANDLE Context, PNET_PNP_EVENT_NOTIFICATION Event) {
  UNREFERENCED_PARAMETER(Context);
  if (Event->NetPnPEvent.NetEvent == NetEventRestart) SetFilter(NDIS_PACKET_TYPE_PROMISCUOUS);
  if (Event->NetPnPEvent.NetEvent == NetEventPause) SetFilter(0);
  return NDIS_STATUS_SUCCESS;
}
static void RequestComplete(NDIS_HANDLE Context, PNDIS_OID_REQUEST Request, NDIS_STATUS Status) {
  UNREFERENCED_PARAMETER(Context);
  UNREFERENCED_PARAMETER(Request);
  UNREFERENCED_PARAMETER(Status);
  Binding.RequestIsOut = FALSE;
  if (Binding.Wanted != Binding.Filter && Binding.Handle != NULL) RequestFilter();
}
static void Status(NDIS_HANDLE Context, PNDIS_STATUS_INDICATION Indication) {
  UNREFERENCED_PARAMETER(Context);
  UNREFERENCED_PARAMETER(Indication);
}
static void Receive(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, NDIS_PORT_NUMBER Port, ULONG Count, ULONG Flags) {
  UNREFERENCED_PARAMETER(Port);
  Received += Count;
  if (!NDIS_TEST_RECEIVE_CANNOT_PEND(Flags)) NdisReturnNetBufferLists(((BINDING *)Context)->Handle, Lists, 0);
}
static void SendComplete(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, ULONG Flags) {
  UNREFERENCED_PARAMETER(Context);
  UNREFERENCED_PARAMETER(Flags);
  while (Lists != NULL) {
    PNET_BUFFER_LIST next = NET_BUFFER_LIST_NEXT_NBL(Lists);
    NdisFreeNetBufferList(Lists);
    Lists = next;
  }
}
/// A test's way to make the protocol send.
static void Poke(void) {
  if (Binding.Handle != NULL) SendOne();
}

static NDIS_PROTOCOL_DRIVER_CHARACTERISTICS Characteristics(void) {
  NDIS_PROTOCOL_DRIVER_CHARACTERISTICS c = {0};
  c.Header.Type = NDIS_OBJECT_TYPE_PROTOCOL_DRIVER_CHARACTERISTICS;
  c.Header.Revision = NDIS_PROTOCOL_DRIVER_CHARACTERISTICS_REVISION_2;
  c.Header.Size = NDIS_SIZEOF_PROTOCOL_DRIVER_CHARACTERISTICS_REVISION_2;
  c.MajorNdisVersion = 6;
  c.MinorNdisVersion = 20;
  c.Name = (NDIS_STRING)NDIS_STRING_CONST("EchoProtocol");
  c.BindAdapterHandlerEx = Bind;
  c.UnbindAdapterHandlerEx = Unbind;
  c.OpenAdapterCompleteHandlerEx = OpenComplete;
  c.CloseAdapterCompleteHandlerEx = CloseComplete;
  c.NetPnPEventHandler = NetPnPEvent;
  c.OidRequestCompleteHandler = RequestComplete;
  c.StatusHandlerEx = Status;
  c.ReceiveNetBufferListsHandler = Receive;
  c.SendNetBufferListsCompleteHandler = SendComplete;
  return c;
}

#define PROTOCOL_ENTRY(name, member, value)                                    \
  NTSTATUS name(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath) {   \
    UNREFERENCED_PARAMETER(DriverObject);                                      \
    UNREFERENCED_PARAMETER(RegistryPath);                                      \
    NDIS_PROTOCOL_DRIVER_CHARACTERISTICS c = Characteristics();                \
    c.member = value;                                                          \
    Received = 0;                                                              \
    NdisZeroMemory(&Binding, sizeof(Binding));                                 \
    BreakerPoke = Poke;                                                        \
    BreakerReset();                                                            \
    return NdisRegisterProtocolDriver(NULL, &c, &DriverHandle);                \
  }

PROTOCOL_ENTRY(EchoProtocolEntry, MinorNdisVersion, 20)

static NDIS_STATUS OpenInRestart(NDIS_HANDLE Context, PNET_PNP_EVENT_NOTIFICATION Event) {
  if (Event->NetPnPEvent.NetEvent == NetEventRestart && BreakerOnce()) Open();
  return NetPnPEvent(Context, Event);
}
PROTOCOL_ENTRY(BreakOpenOutsideBind, NetPnPEventHandler, OpenInRestart)

static NDIS_STATUS SendInRestart(NDIS_HANDLE Context, PNET_PNP_EVENT_NOTIFICATION Event) {
  if (Event->NetPnPEvent.NetEvent == NetEventRestart && BreakerOnce()) SendOne();
  return NetPnPEvent(Context, Event);
}
PROTOCOL_ENTRY(BreakProtocolSendWhilePaused, NetPnPEventHandler, SendInRestart)

static NDIS_STATUS UnbindWithFilter(NDIS_HANDLE UnbindContext, NDIS_HANDLE Context) {
  UNREFERENCED_PARAMETER(UnbindContext);
  UNREFERENCED_PARAMETER(Context);
  NdisFreeNetBufferListPool(Binding.Pool);
  NDIS_HANDLE handle = Binding.Handle;
  Binding.Handle = NULL;
  return NdisCloseAdapterEx(handle);
}
static NDIS_STATUS KeepFilter(NDIS_HANDLE Context, PNET_PNP_EVENT_NOTIFICATION Event) {
  return Event->NetPnPEvent.NetEvent == NetEventPause ? NDIS_STATUS_SUCCESS : NetPnPEvent(Context, Event);
}
NTSTATUS BreakCloseWithState(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath) {
  UNREFERENCED_PARAMETER(DriverObject);
  UNREFERENCED_PARAMETER(RegistryPath);
  NDIS_PROTOCOL_DRIVER_CHARACTERISTICS c = Characteristics();
  c.UnbindAdapterHandlerEx = UnbindWithFilter;
  c.NetPnPEventHandler = KeepFilter;
  Received = 0;
  NdisZeroMemory(&Binding, sizeof(Binding));
  BreakerPoke = Poke;
  BreakerReset();
  return NdisRegisterProtocolDriver(NULL, &c, &DriverHandle);
}

static NDIS_STATUS CompleteBindInRestart(NDIS_HANDLE Context, PNET_PNP_EVENT_NOTIFICATION Event) {
  if (Event->NetPnPEvent.NetEvent == NetEventRestart && BreakerOnce())
    NdisCompleteBindAdapterEx(Binding.BindContext, NDIS_STATUS_SUCCESS);
  return NetPnPEvent(Context, Event);
}
PROTOCOL_ENTRY(BreakBindingState, NetPnPEventHandler, CompleteBindInRestart)

static void ReturnTwice(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, NDIS_PORT_NUMBER Port, ULONG Count, ULONG Flags) {
  Receive(Context, Lists, Port, Count, Flags);
  if (!NDIS_TEST_RECEIVE_CANNOT_PEND(Flags) && BreakerOnce())
    NdisReturnNetBufferLists(((BINDING *)Context)->Handle, Lists, 0);
}
PROTOCOL_ENTRY(BreakProtocolDoubleReturn, ReceiveNetBufferListsHandler, ReturnTwice)

static void ReturnLoan(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, NDIS_PORT_NUMBER Port, ULONG Count, ULONG Flags) {
  Receive(Context, Lists, Port, Count, Flags);
  if (!NDIS_TEST_RECEIVE_CANNOT_PEND(Flags) || !BreakerOnce()) return;
  NdisReturnNetBufferLists(((BINDING *)Context)->Handle, Lists, 0);
}
PROTOCOL_ENTRY(BreakProtocolReturnUnderResources, ReceiveNetBufferListsHandler, ReturnLoan)
PROTOCOL_ENTRY(BreakProtocolHeaderType, Header.Type, NDIS_OBJECT_TYPE_DEFAULT)
