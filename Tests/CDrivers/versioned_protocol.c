/// The protocol of `versioned.c`: it returns what it gets.
#include "versioned.h"

static NDIS_HANDLE ProtocolDriver;

typedef struct BINDING {
  NDIS_HANDLE Handle;
  NDIS_OID_REQUEST Request;
  ULONG Filter;
} BINDING, *PBINDING;
static BINDING Binding;

static NDIS_STATUS Bind(NDIS_HANDLE DriverContext, NDIS_HANDLE BindContext, PNDIS_BIND_PARAMETERS Parameters) {
  UNREFERENCED_PARAMETER(DriverContext);
  Seen.BindRevision = Parameters->Header.Revision;
  Seen.BindSize = Parameters->Header.Size;
  Seen.BindMtu = Parameters->MtuSize;
  NDIS_OPEN_PARAMETERS open = {0};
  NDIS_MEDIUM media[] = {NdisMedium802_3};
  UINT selected = 0;
  open.Header.Type = NDIS_OBJECT_TYPE_OPEN_PARAMETERS;
  open.Header.Revision = NDIS_OPEN_PARAMETERS_REVISION_1;
  open.Header.Size = NDIS_SIZEOF_OPEN_PARAMETERS_REVISION_1;
  open.AdapterName = Parameters->AdapterName;
  open.MediumArray = media;
  open.MediumArraySize = 1;
  open.SelectedMediumIndex = &selected;
  NdisZeroMemory(&Binding, sizeof(Binding));
  NDIS_STATUS status = NdisOpenAdapterEx(ProtocolDriver, &Binding, &open, BindContext, &Binding.Handle);
  if (status != NDIS_STATUS_SUCCESS) return status;
  Binding.Filter = NDIS_PACKET_TYPE_PROMISCUOUS;
  Binding.Request.Header.Type = NDIS_OBJECT_TYPE_OID_REQUEST;
  Binding.Request.Header.Revision = NDIS_OID_REQUEST_REVISION_1;
  Binding.Request.Header.Size = NDIS_SIZEOF_OID_REQUEST_REVISION_1;
  Binding.Request.RequestType = NdisRequestSetInformation;
  Binding.Request.DATA.SET_INFORMATION.Oid = OID_GEN_CURRENT_PACKET_FILTER;
  Binding.Request.DATA.SET_INFORMATION.InformationBuffer = &Binding.Filter;
  Binding.Request.DATA.SET_INFORMATION.InformationBufferLength = sizeof(Binding.Filter);
  NdisOidRequest(Binding.Handle, &Binding.Request);
  return NDIS_STATUS_SUCCESS;
}
static NDIS_STATUS Unbind(NDIS_HANDLE UnbindContext, NDIS_HANDLE Context) {
  UNREFERENCED_PARAMETER(UnbindContext);
  PBINDING binding = Context;
  binding->Filter = 0;
  NdisOidRequest(binding->Handle, &binding->Request);
  NdisCloseAdapterEx(binding->Handle);
  Seen.Unbinds += 1;
  return NDIS_STATUS_SUCCESS;
}
static void OpenComplete(NDIS_HANDLE Context, NDIS_STATUS Status) {
  UNREFERENCED_PARAMETER(Context);
  UNREFERENCED_PARAMETER(Status);
}
static void CloseComplete(NDIS_HANDLE Context) { UNREFERENCED_PARAMETER(Context); }
static NDIS_STATUS NetPnPEvent(NDIS_HANDLE Context, PNET_PNP_EVENT_NOTIFICATION Event) {
  UNREFERENCED_PARAMETER(Context);
  if (Event->NetPnPEvent.NetEvent == NetEventPortActivation) {
    PNDIS_PORT port = Event->NetPnPEvent.Buffer;
    Seen.ActivatedPort = port->PortCharacteristics.PortNumber;
  }
  if (Event->NetPnPEvent.NetEvent == NetEventRestart) {
    PNDIS_PROTOCOL_RESTART_PARAMETERS restart = Event->NetPnPEvent.Buffer;
    Seen.Restarts += 1;
    if (restart != NULL) {
      PNDIS_RESTART_ATTRIBUTES general = restart->RestartAttributes;
      Seen.RestartMtu = ((PNDIS_RESTART_GENERAL_ATTRIBUTES)general->Data)->MtuSize;
      Seen.RestartNames = restart->FilterModuleNameBufferLength;
      Seen.RestartEntries = general->Next != NULL ? general->Next->Data[0] : 0;
    }
  }
  return NDIS_STATUS_SUCCESS;
}
static void RequestComplete(NDIS_HANDLE Context, PNDIS_OID_REQUEST Request, NDIS_STATUS Status) {
  UNREFERENCED_PARAMETER(Context);
  UNREFERENCED_PARAMETER(Request);
  UNREFERENCED_PARAMETER(Status);
}
static void DirectComplete(NDIS_HANDLE Context, PNDIS_OID_REQUEST Request, NDIS_STATUS Status) {
  UNREFERENCED_PARAMETER(Context);
  UNREFERENCED_PARAMETER(Request);
  Seen.DirectStatus = Status;
  Seen.DirectCompletions += 1;
}
static void Status(NDIS_HANDLE Context, PNDIS_STATUS_INDICATION Indication) {
  UNREFERENCED_PARAMETER(Context);
  UNREFERENCED_PARAMETER(Indication);
}
static void Receive(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, NDIS_PORT_NUMBER Port, ULONG Count, ULONG Flags) {
  UNREFERENCED_PARAMETER(Port);
  Seen.Received += Count;
  if (!NDIS_TEST_RECEIVE_CANNOT_PEND(Flags)) NdisReturnNetBufferLists(((PBINDING)Context)->Handle, Lists, 0);
}
static void SendComplete(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, ULONG Flags) {
  UNREFERENCED_PARAMETER(Context);
  UNREFERENCED_PARAMETER(Lists);
  UNREFERENCED_PARAMETER(Flags);
}

/// Makes a direct request.
NDIS_STATUS VersionedDirectRequest(void) {
  static NDIS_OID_REQUEST request;
  static UCHAR buffer[16];
  NdisZeroMemory(&request, sizeof(request));
  request.Header = Binding.Request.Header;
  request.RequestType = NdisRequestMethod;
  request.DATA.METHOD_INFORMATION.Oid = 0xFC030202;
  request.DATA.METHOD_INFORMATION.InformationBuffer = buffer;
  request.DATA.METHOD_INFORMATION.InputBufferLength = sizeof(buffer);
  request.DATA.METHOD_INFORMATION.OutputBufferLength = sizeof(buffer);
  return NdisDirectOidRequest(Binding.Handle, &request);
}

NTSTATUS VersionedProtocolEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath) {
  UNREFERENCED_PARAMETER(DriverObject);
  UNREFERENCED_PARAMETER(RegistryPath);
  NDIS_PROTOCOL_DRIVER_CHARACTERISTICS c = {0};
  c.MajorNdisVersion = Wanted.Major;
  c.MinorNdisVersion = Wanted.Minor;
  c.Name = (NDIS_STRING)NDIS_STRING_CONST("Versioned");
  c.SetOptionsHandler = VersionedSetOptions;
  c.BindAdapterHandlerEx = Bind;
  c.UnbindAdapterHandlerEx = Unbind;
  c.OpenAdapterCompleteHandlerEx = OpenComplete;
  c.CloseAdapterCompleteHandlerEx = CloseComplete;
  c.NetPnPEventHandler = NetPnPEvent;
  c.OidRequestCompleteHandler = RequestComplete;
  c.StatusHandlerEx = Status;
  c.ReceiveNetBufferListsHandler = Receive;
  c.SendNetBufferListsCompleteHandler = SendComplete;
  c.DirectOidRequestCompleteHandler = DirectComplete;
  VersionedFinish(
      &c, &c.Header, NDIS_OBJECT_TYPE_PROTOCOL_DRIVER_CHARACTERISTICS,
      NDIS_SIZEOF_PROTOCOL_DRIVER_CHARACTERISTICS_REVISION_1, NDIS_SIZEOF_PROTOCOL_DRIVER_CHARACTERISTICS_REVISION_2);
  return NdisRegisterProtocolDriver(NULL, &c, &ProtocolDriver);
}
